// SPDX-License-Identifier: EUPL-1.2
// verzuim dossier: lists and shows dossiers, opens them by hand, records what people did and closes them.
#include "verzuim/dossier.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cli.hpp"
#include "dossier_verbs.hpp"
#include "ground.hpp"
#include "io.hpp"
#include "verzuim/csv.hpp"
#include "verzuim/dossier_view.hpp"
#include "verzuim/error.hpp"
#include "verzuim/escalation.hpp"
#include "verzuim/store.hpp"
#include "verzuim/text.hpp"

using namespace verzuim;

void need_role(const std::string& role, std::string_view option) {
  if (role.empty() || is_role(role)) return;
  const std::string near = nearest(role, {role_names.begin(), role_names.end()});
  throw Error(ErrorCode::usage,
              fmt::format("{}: there is no role `{}`; {}", option, role,
                          near.empty() ? "it is one of " + join({role_names.begin(), role_names.end()}, ", ")
                                       : "did you mean `" + near + "`?"));
}

DossierReader reader_of(const Global& global, const std::string& role, Date on, const PupilFacts& facts,
                        const DossierState& state, const Ladder& ladder) {
  const bool gemeente = global.config.holder_kind == "gemeente";
  if (gemeente && (role == "parents" || role == "pupil"))
    throw Error(ErrorCode::not_permitted,
                fmt::format("the school shows a dossier to {}; a gemeente holds only a part of it",
                            role == "pupil" ? "the pupil" : "parents"));
  DossierReader reader;
  reader.role = role;
  reader.holder = !role.empty() ? ladder.holder(role) : gemeente ? RoleHolder::gemeente : RoleHolder::school;
  reader.on = on;
  // A gemeente looks into its own store; a school shows what the gemeente of the pupil would get.
  if (gemeente) reader.gemeente = global.config.holder_code;
  know_pupil(reader, Law::shipped(), facts, state.sector);
  return reader;
}

namespace {

std::string label(const Global& global, const std::string& role) {
  for (const auto& [name, text] : global.config.role_labels)
    if (name == role) return text;
  return std::string(role_label(role));
}

// --- list

/// A dossier as one role has it: the step that leads, or the one beside it that is this role's own.
struct Turn {
  DossierState state;
  std::string step, role;
  std::optional<Date> due_on;

  Turn(DossierState of, const std::string& asked) : state(std::move(of)) {
    step = state.step;
    role = state.owner;
    due_on = state.due_on;
    if (asked.empty() || role == asked) return;
    const auto own = [&](const OpenStep& s) { return asked == (s.task_role.empty() ? s.role : s.task_role); };
    const auto at = std::find_if(state.steps.begin(), state.steps.end(), own);
    if (at == state.steps.end()) return;
    step = at->step;
    role = asked;
    due_on = at->due_on;
  }
};

bool wanted(const DossierOptions& options, const std::string& gemeente, const Turn& turn) {
  const DossierState& state = turn.state;
  if (!state.open && !options.all) return false;
  if (!options.role.empty() && turn.role != options.role) return false;
  if (!gemeente.empty() && state.gemeente != gemeente) return false;
  return options.school.empty() || state.school.substr(0, options.school.size()) == options.school;
}

int list(const Global& global, const DossierOptions& options) {
  need_role(options.role, "--role");
  const Date on = date_option(options.on, "--on");
  std::string gemeente;
  if (!options.gemeente.empty()) {
    const auto code = Reference::shipped().gemeente_code(options.gemeente);
    if (!code)
      throw Error(ErrorCode::usage,
                  fmt::format("there is no gemeente `{}`; write its CBS code or its name", options.gemeente));
    gemeente = *code;
  }
  const LadderSet ladders = load_ladders(global, {});
  Store store(global.store, false);
  expect_holder(global, store);
  std::vector<Turn> turns;
  for (DossierState& state : fold_all(store.events(), ladders))
    if (Turn turn(std::move(state), options.role); wanted(options, gemeente, turn))
      turns.push_back(std::move(turn));
  // What nobody owns comes first, then what is due first; what is closed comes last.
  std::stable_sort(turns.begin(), turns.end(), [](const Turn& a, const Turn& b) {
    const auto key = [](const Turn& t) {
      return std::tuple(!t.state.open, !t.state.orphan(), t.due_on.value_or(open_end), t.state.pupil,
                        t.state.id);
    };
    return key(a) < key(b);
  });
  std::string out;
  write_csv_row(out, {"dossier", "pupil", "school", "gemeente", "ladder", "step", "role", "owner", "due_on",
                      "overdue", "opened_on", "status"});
  std::vector<std::string> shown;
  for (const Turn& turn : turns) {
    const DossierState& s = turn.state;
    const std::string owner = turn.role.empty() ? "" : label(global, turn.role),
                      due = turn.due_on ? to_string(*turn.due_on) : "", opened = to_string(s.opened_on);
    const bool overdue = s.open && turn.due_on && *turn.due_on < on;
    write_csv_row(out, {s.id, s.pupil, s.school, s.gemeente, s.ladder, turn.step, turn.role, owner, due,
                        overdue ? "yes" : "no", opened, s.open ? "open" : "closed"});
    shown.push_back(s.pupil);
  }
  store.note_read(&shown, fmt::format("dossiers {}", turns.size()));
  print(out);
  return 0;
}

// --- show

int show(const Global& global, const DossierOptions& options) {
  need_role(options.for_role, "--for");
  const LadderSet ladders = load_ladders(global, {});
  Store store(global.store, false);
  expect_holder(global, store);
  const std::vector<DossierEvent> events = events_of(store, options.id);
  const DossierState state = fold(events, ladders);
  const Ladder& ladder = *ladders.find(state.ladder);
  std::string out;
  noting_refusal(store, state.pupil, options.for_role, [&] {
    const DossierView view(state, events, ladder,
                           reader_of(global, options.for_role, date_option(options.on, "--on"),
                                     facts_of(store, state.pupil), state, ladder));
    view.expect_something();
    write_dossier(out, view, state.owner.empty() ? "" : label(global, state.owner));
    if (!options.for_role.empty()) write_left_out(out, view);
  });
  const std::vector<std::string> shown = {state.pupil};
  store.note_read(&shown, options.for_role.empty() ? "" : "for " + options.for_role);
  print(out);
  return 0;
}

// --- open

/// Whose hand it was, and the question for help that the dossier begins with.
void add_remarks(const DossierOptions& options, Date on, DossierEvent& event) {
  if (!options.person.empty() && !is_person_code(options.person))
    throw Error(ErrorCode::usage,
                "--person is a code of at most 12 letters and digits, such as M07; a name is never kept");
  if (!options.person.empty()) event.fields.emplace_back("person", options.person);
  if (options.text.empty()) return;
  event.fields.emplace_back("text", checked_text(text_field(options.text), on, options.nothing_medical));
  if (!options.nothing_medical) return;
  event.fields.emplace_back("nothing_medical", event.role);
  event.fields.emplace_back("nothing_medical_at", now_utc());
}

int open(const Global& global, const DossierOptions& options) {
  need_role(options.role, "--role");
  if (std::find(concern_themes.begin(), concern_themes.end(), options.why) == concern_themes.end()) {
    const std::string near = nearest(options.why, {concern_themes.begin(), concern_themes.end()});
    throw Error(ErrorCode::usage,
                fmt::format("--why: there is no `{}`; {}", options.why,
                            near.empty()
                                ? "it is one of " + join({concern_themes.begin(), concern_themes.end()}, ", ")
                                : "did you mean `" + near + "`?"));
  }
  const Date on = date_option(options.on, "--on");
  Store store(global.store, false);
  expect_holder(global, store);
  std::string id;
  store.together([&] {
    const PupilFacts facts = facts_of(store, options.pupil);
    if (facts.pupil.empty())
      throw Error(ErrorCode::no_input,
                  "the store has no such pupil; check --pupil, or ingest the pupils file first");
    const Ground ground(global, store);
    const std::string role = !options.role.empty()                     ? options.role
                             : global.config.holder_kind == "gemeente" ? "leerplichtambtenaar"
                                                                       : "mentor";
    std::vector<DossierEvent> events =
        open_dossier(ground.setting, on, facts, options.school, options.why, role);
    add_remarks(options, on, events.front());
    for (const DossierState& state : fold_all(store.events(), ground.ladders))
      if (state.open && state.pupil == options.pupil &&
          brin_of(state.school) == brin_of(events.front().school))
        throw Error(
            ErrorCode::data,
            fmt::format("this pupil has an open dossier at that school: {}; record there what happens",
                        state.id));
    id = events.front().dossier;
    if (!store.events(id).empty())
      throw Error(ErrorCode::data, fmt::format("dossier {} was opened for this on the same day and closed; "
                                               "reopen it with `dossier record {} reopened why=…`",
                                               id, id));
    store.append(events);
  });
  print(id + "\n");
  return 0;
}

}  // namespace

int run_dossier(const Global& global, const DossierOptions& options) {
  if (options.verb == "list") return list(global, options);
  if (options.verb == "show") return show(global, options);
  if (options.verb == "open") return open(global, options);
  if (options.verb == "melding") return show_meldingen(global, options);
  return record_events(global, options);
}
