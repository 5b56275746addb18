// SPDX-License-Identifier: EUPL-1.2
// What is to be done, for whom and why. Where a gemeente acts or is told, only what a gemeente may know is said.
#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <sstream>

#include "escalation_case.hpp"
#include "toml_reader.hpp"
#include "verzuim/csv.hpp"
#include "verzuim/disclosure.hpp"
#include "verzuim/text.hpp"

namespace verzuim {
namespace {

constexpr std::array<std::string_view, 14> columns = {"dossier", "pupil", "school", "gemeente", "step", "role", "owner", "why", "signals", "due_on", "invite", "inform", "act", "basis"};

void add_once(std::vector<std::string>& list, const std::string& text) {
  if (!text.empty() && std::find(list.begin(), list.end(), text) == list.end()) list.push_back(text);
}

/// The parts of a list as one cell. Requires: no part needs its own semicolons; they become commas.
std::string joined(std::vector<std::string> parts) {
  for (std::string& part : parts) std::replace(part.begin(), part.end(), ';', ',');
  return join(parts, ";");
}

/// The Dutch sentence for what brought the dossier to its step.
std::string moved_text(const OpenStep& step, const Ladder& ladder, bool open_to_gemeente) {
  const LadderStep* from = ladder.find(step.from);
  if (step.by == "no_contact") return "Het lukt niet om contact te krijgen.";
  if (step.by == "absent_again") return fmt::format("Opnieuw afwezig op {}, na de vorige stap.", to_string(step.cause_on));
  if (step.by == "afspraak_broken") return "Een afspraak is niet nagekomen.";
  if (step.by == "recorded") return "De melding is gedaan.";
  if (step.by == "evidence_withdrawn") return "Het verzuim is gecorrigeerd: een signaal waarop de melding rust, klopt niet meer.";
  if (step.by == "changes_school") return "De leerling is van school veranderd.";
  if (step.by == "overdue" && from != nullptr && !open_to_gemeente) return fmt::format("De stap '{}' is niet op tijd gedaan. Wachten is geen optie.", from->title);
  if (step.by == "overdue") return "De vorige stap is niet op tijd gedaan.";
  return {};
}

std::string handover_text(const Handover& offer) {
  if (offer.reason == "turns_18") return "De leerling is 18 jaar geworden.";
  if (offer.reason == "duty_changes") return "De plicht van de leerling is veranderd.";
  if (offer.reason == "moves_gemeente") return "De leerling woont in een andere gemeente.";
  if (offer.reason == "changes_school") return "De leerling is van school veranderd.";
  return "Het dossier is aangeboden voor overdracht.";
}

}  // namespace

std::string DossierCase::label(const std::string& role) const {
  if (setting_.role_labels != nullptr)
    for (const auto& [name, text] : *setting_.role_labels)
      if (name == role) return text;
  return std::string(role_label(role));
}

std::string DossierCase::owner(const std::string& role) const {
  const Enrolment* row = enrolment(on_);
  return role == "mentor" && row != nullptr && !row->mentor.empty() ? row->mentor : label(role);
}

std::vector<std::string> DossierCase::involved(const std::vector<Involved>& list) const {
  std::vector<std::string> roles;
  const Duty now = duty(on_);
  const auto born = birth_date();
  for (const Involved& one : list) {
    const bool by_duty = one.duty.empty() || std::find(one.duty.begin(), one.duty.end(), now) != one.duty.end();
    // Without a birth date nobody is taken for a minor: the act says to ask.
    const bool by_age = one.below_age == 0 || (born && age_on(*born, on_) < one.below_age);
    if (by_duty && by_age) add_once(roles, one.whom);
  }
  return roles;
}

std::vector<const DossierSignal*> DossierCase::shown_signals(const OpenStep& step, bool open_to_gemeente) const {
  std::vector<const DossierSignal*> own, all;
  for (const DossierSignal& signal : state_.signals) {
    if (signal.withdrawn || (open_to_gemeente && !may_see(RoleHolder::gemeente, signal.kinds))) continue;
    all.push_back(&signal);
    if (signal.step == step.step) own.push_back(&signal);
  }
  return step.beside && !own.empty() ? own : all;
}

namespace {

/// Each title with its date; a rule that spoke more often with the number of times and the last date.
std::string titles_text(const std::vector<std::pair<std::string, std::vector<Date>>>& titles) {
  std::vector<std::string> texts;
  for (const auto& [title, dates] : titles) {
    const std::string last = to_string(*std::max_element(dates.begin(), dates.end()));
    texts.push_back(dates.size() == 1 ? fmt::format("{} ({})", title, last) : fmt::format("{} ({} keer, laatst op {})", title, dates.size(), last));
  }
  return join(texts, "; ");
}

}  // namespace

std::string DossierCase::why(const OpenStep& step, bool open_to_gemeente) const {
  std::vector<std::string> parts;
  add_once(parts, moved_text(step, ladder(), open_to_gemeente));
  if (step.choose) parts.emplace_back(duty(on_) == Duty::not_known ? "De geboortedatum ontbreekt, dus de plicht is niet bekend." : "De leerling is niet meer leer- of kwalificatieplichtig en valt niet onder het Doorstroompunt.");
  if (step.fallback) parts.emplace_back("In deze gemeente is geen jeugdarts beschikbaar; daarom pakt de school dit zelf op.");
  std::vector<std::pair<std::string, std::vector<Date>>> titles;  // each rule once, in the order in which it first spoke
  std::vector<std::string> kinds;
  for (const DossierSignal* signal : shown_signals(step, open_to_gemeente)) {
    if (step.statutory) add_once(kinds, signal->melding);
    const RuleNote* note = setting_.rules->find(signal->rule, parse_date(signal->valid_from).value_or(signal->reached_on));
    const std::string& title = note != nullptr ? note->title : signal->rule;
    const auto same = std::find_if(titles.begin(), titles.end(), [&](const auto& t) { return t.first == title; });
    if (same == titles.end()) titles.push_back({title, {signal->reached_on}});
    else same->second.push_back(signal->reached_on);
  }
  if (!titles.empty()) parts.push_back("Signaal: " + titles_text(titles) + ".");
  if (!kinds.empty()) parts.push_back("Soort melding: " + join(kinds, ", ") + ".");
  if (!state_.theme.empty() && !open_to_gemeente) parts.push_back("Zorg gemeld over: " + state_.theme + ".");
  for (const Handover& offer : state_.handovers) add_once(parts, handover_text(offer));
  if (step.due_on && *step.due_on < on_ && !step.watching()) parts.push_back(fmt::format("Dit had op {} klaar moeten zijn.", to_string(*step.due_on)));
  return join(parts, " ");
}

Action DossierCase::action_for(const OpenStep& step) const {
  const LadderStep& ladder_step = *ladder().find(step.step);
  const auto task = step.task();
  Action action;
  action.dossier = state_.id;
  action.pupil = state_.pupil;
  action.school = state_.school;
  action.gemeente = state_.gemeente;
  action.step = step.step;
  action.role = step.task_role;
  action.owner = owner(step.task_role);
  action.due_on = &step == state_.leading() ? state_.due_on : step.due_on;
  action.act = step.act;
  const bool open_to_gemeente = ladder_step.gemeente || ladder().holder(action.role) == RoleHolder::gemeente;
  action.why = why(step, open_to_gemeente);
  for (const DossierSignal* signal : shown_signals(step, open_to_gemeente)) {
    action.signals.push_back(signal->id);
    if (const RuleNote* note = setting_.rules->find(signal->rule, parse_date(signal->valid_from).value_or(signal->reached_on))) add_once(action.basis, note->basis);
  }
  if (task && *task <= ladder_step.main && !step.choose && !step.recheck) action.invite = involved(ladder_step.invite);
  if (task && !step.choose) action.inform = involved(ladder_step.inform);
  if (&step == state_.leading()) {
    for (const Handover& offer : state_.handovers) {
      const std::string receiver = !offer.to.empty() ? "de " + label(offer.to) : !offer.school.empty() ? "school " + offer.school : "gemeente " + offer.gemeente;
      action.act = fmt::format("Draag het dossier over aan {}. Tot die het aanneemt, blijft u verantwoordelijk voor deze stap. {}", receiver, action.act);
      add_once(action.inform, offer.to);
    }
  }
  for (const Basis& basis : ladder_step.basis.empty() ? ladder().basis : ladder_step.basis) add_once(action.basis, basis.text);
  return action;
}

Action DossierCase::action_for_orphan() const {
  Action action;
  action.dossier = state_.id;
  action.pupil = state_.pupil;
  action.school = state_.school;
  action.gemeente = state_.gemeente;
  action.step = state_.step;
  action.role = "verzuimcoordinator";
  action.owner = owner(action.role);
  action.due_on = on_;
  action.why = "Dit dossier heeft geen eigenaar, geen volgende stap of geen einddatum.";
  action.act = "Wijs een stap, een eigenaar en een datum toe, of sluit het dossier af.";
  for (const Basis& basis : ladder().basis) add_once(action.basis, basis.text);
  return action;
}

std::vector<Action> DossierCase::actions() const {
  std::vector<Action> list;
  if (!state_.open) return list;
  if (state_.orphan()) return {action_for_orphan()};
  for (const OpenStep& step : state_.steps) {
    const auto due = &step == state_.leading() ? state_.due_on : step.due_on;
    // What is only being watched beside another step says nothing of its own.
    const bool listed = !step.watching() || &step == state_.leading();
    if (listed && (touched_.contains(step.step) || (due && *due <= on_))) list.push_back(action_for(step));
  }
  return list;
}

std::string actions_header() {
  std::string out;
  write_csv_row(out, {columns.begin(), columns.end()});
  return out;
}

void write_action_csv(std::string& out, const Action& action) {
  const std::string signals = joined(action.signals), invite = joined(action.invite), inform = joined(action.inform), basis = joined(action.basis);
  const std::string due = action.due_on ? to_string(*action.due_on) : "";
  write_csv_row(out, {action.dossier, action.pupil, action.school, action.gemeente, action.step, action.role, action.owner, action.why, signals, due, invite, inform, action.act, basis});
}

void write_action_toml(std::string& out, const Action& action) {
  const auto text = [&](std::string_view key, const std::string& value) {
    out += fmt::format("{:8} = ", key);
    write_toml_text(out, value);
    out += '\n';
  };
  const auto list = [&](std::string_view key, const std::vector<std::string>& values) {
    out += fmt::format("{:8} = [", key);
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (i > 0) out += ", ";
      write_toml_text(out, values[i]);
    }
    out += "]\n";
  };
  out += "[[action]]\n";
  text("dossier", action.dossier);
  text("pupil", action.pupil);
  text("school", action.school);
  text("gemeente", action.gemeente);
  text("step", action.step);
  text("role", action.role);
  text("owner", action.owner);
  text("why", action.why);
  list("signals", action.signals);
  if (action.due_on) out += fmt::format("{:8} = {}\n", "due_on", to_string(*action.due_on));
  list("invite", action.invite);
  list("inform", action.inform);
  text("act", action.act);
  list("basis", action.basis);
  out += '\n';
}

namespace {

Action parse_action(const TomlNode& node) {
  TomlTable table(node);
  Action action{table.need_text("dossier"), table.need_text("pupil"), table.need_text("school"), table.text("gemeente"), table.text("step"), table.need_text("role"), table.text("owner"), table.text("why"),
                table.texts("signals"), table.date("due_on"), table.texts("invite"), table.texts("inform"), table.text("act"), table.texts("basis")};
  table.finish();
  return action;
}

std::vector<Action> read_actions_csv(const std::string& text, const std::string& name) {
  std::istringstream in(text);
  CsvReader csv(in, name);
  std::vector<Action> actions;
  bool header = true;
  while (csv.next()) {
    if (csv.fault()) throw Error(ErrorCode::data, csv.fault()->reason, csv.fault()->place);
    if (csv.size() < columns.size()) throw Error(ErrorCode::data, fmt::format("actions have {} columns; this row has {}", columns.size(), csv.size()), csv.place(0));
    if (header) {
      for (std::size_t i = 0; i < columns.size(); ++i)
        if (csv[i] != columns[i]) throw Error(ErrorCode::data, fmt::format("column {} of actions is `{}`", i + 1, columns[i]), csv.place(i));
      header = false;
      continue;
    }
    const auto cell = [&](std::size_t i) { return std::string(csv[i]); };
    const auto due = parse_date(csv[9]);
    if (!due && !csv[9].empty()) throw Error(ErrorCode::data, "`due_on` is no date; it is written as 2026-11-22", csv.place(9));
    actions.push_back({cell(0), cell(1), cell(2), cell(3), cell(4), cell(5), cell(6), cell(7), split(csv[8], ';'), due, split(csv[10], ';'), split(csv[11], ';'), cell(12), split(csv[13], ';')});
  }
  return actions;
}

}  // namespace

std::vector<Action> read_actions(std::istream& in, const std::string& name) {
  const std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  if (text.starts_with(columns[0])) return read_actions_csv(text, name);
  try {
    const TomlNode root = read_toml(text, name, ErrorCode::data);
    TomlTable table(root);
    std::vector<Action> actions;
    for (const TomlNode* node : table.tables("action")) actions.push_back(parse_action(*node));
    table.finish();
    return actions;
  } catch (const Error& e) {
    throw Error(ErrorCode::data, e.what(), e.place());
  }
}

}  // namespace verzuim
