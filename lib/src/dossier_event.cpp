// SPDX-License-Identifier: EUPL-1.2
// What may be recorded: the fields of each type of event, all of them words from lists, dates and numbers.
// There is no field for free text, so that no illness and no story about a family can slip into a log that is
// never erased line by line.
#include <fmt/format.h>

#include <algorithm>

#include "verzuim/disclosure.hpp"
#include "verzuim/dossier.hpp"
#include "verzuim/error.hpp"
#include "verzuim/reference.hpp"
#include "verzuim/text.hpp"

namespace verzuim {
namespace {

/// What a field holds: one word of a list, several of them with commas, a date, a number or an identifier.
enum class Form { word, words, role, roles, date, count, gemeente, school, step };

struct FieldSpec {
  std::string_view name;
  Form form;
  std::vector<std::string_view> words;
  bool needed = true;
};

struct EventSpec {
  std::string_view type;
  std::vector<FieldSpec> fields;
};

template <class Names>
std::vector<std::string_view> all(const Names& names) {
  return {names.begin(), names.end()};
}

const std::vector<EventSpec>& specs() {
  const std::vector<std::string_view> yes_no = {"yes", "no", "ja", "nee"};
  static const std::vector<EventSpec> list = {
      {"contact",
       {{"reached", Form::word, yes_no},
        {"whom", Form::roles, {}, false},
        {"how", Form::word, {"phone", "mail", "letter", "message", "visit"}, false}}},
      {"invited", {{"whom", Form::roles, {}}, {"for", Form::date, {}, false}}},
      {"talk",
       {{"present", Form::roles, {}},
        {"cause", Form::words, all(cause_names)},
        {"need", Form::words, all(need_names)}}},
      {"afspraak",
       {{"what", Form::word, {"attendance", "help", "contact", "study", "care", "other"}, false},
        {"who", Form::role, {}, false},
        {"due", Form::date, {}, false},
        {"number", Form::count, {}, false},
        {"kept", Form::word, yes_no, false}}},
      {"verslag", {{"gemeente", Form::gemeente, {}}, {"sent_on", Form::date, {}}}},
      {"informed",
       {{"whom", Form::roles, {}},
        {"why", Form::word, {"talk", "afspraken", "verslag", "melding", "route"}}}},
      {"consult", {{"state", Form::word, {"asked", "held", "advice"}}}},
      {"knooppunt",
       {{"parties", Form::roles, {}},
        {"pupil", Form::word, yes_no},
        {"parents", Form::word, yes_no},
        {"absent_why", Form::word, {"declined", "not-reached", "too-young", "of-age", "safety"}, false},
        {"decision",
         Form::words,
         {"help", "plan", "timetable", "other-course", "melding", "no-more", "other"}}}},
      {"melding",
       {{"kind", Form::word, all(melding_names), false},
        {"begin", Form::date, {}, false},
        {"end", Form::date, {}, false},
        {"hours", Form::count, {}, false},
        {"number", Form::count, {}, false},
        {"status", Form::word, all(melding_status_names), false}}},
      {"route",
       {{"role", Form::role, {}, false},
        {"path", Form::word, {"help", "halt", "civil", "criminal", "school"}, false},
        {"why", Form::word, {"no-duty", "duty-unknown", "talk", "knooppunt", "other"}}}},
      {"handover",
       {{"state", Form::word, {"offered", "accepted"}},
        {"to", Form::role, {}, false},
        {"gemeente", Form::gemeente, {}, false}}},
      {"assigned",
       {{"step", Form::step, {}},
        {"role", Form::role, {}, false},
        {"due_on", Form::date, {}, false},
        {"why", Form::word, {"mandate", "wish", "correction", "other"}}}},
      {"closed", {{"outcome", Form::word, all(outcome_names)}}},
      {"reopened", {{"why", Form::word, {"again", "mistake", "other"}}}},
  };
  return list;
}

[[noreturn]] void misuse(const std::string& message) { throw Error(ErrorCode::usage, message); }
[[noreturn]] void wrong(const std::string& message) { throw Error(ErrorCode::data, message); }

const EventSpec& spec_of(std::string_view type) {
  std::vector<std::string> types;
  for (const EventSpec& spec : specs()) {
    if (spec.type == type) return spec;
    types.emplace_back(spec.type);
  }
  if (type == "opened" || type == "signal" || type == "withdrawn")
    misuse(fmt::format("`{}` is recorded by the program only; open a dossier with `dossier open`", type));
  const std::string near = nearest(type, types);
  misuse(fmt::format("there is no event `{}`; {}", type,
                     near.empty() ? "it is one of " + join(types, ", ") : "did you mean `" + near + "`?"));
}

std::string shown(const FieldSpec& field) {
  if (!field.words.empty()) return join({field.words.begin(), field.words.end()}, "|");
  switch (field.form) {
    case Form::role:
    case Form::roles:
      return "ROLE";
    case Form::date:
      return "YYYY-MM-DD";
    case Form::count:
      return "NUMBER";
    case Form::gemeente:
      return "GEMEENTE";
    case Form::school:
      return "BRIN";
    default:
      return "STEP";
  }
}

void check_word(const FieldSpec& field, const std::string& word, const std::vector<std::string_view>& words) {
  if (std::find(words.begin(), words.end(), word) != words.end()) return;
  const std::string near = nearest(word, {words.begin(), words.end()});
  misuse(fmt::format("`{}` cannot be `{}`; {}", field.name, word,
                     near.empty() ? "it is one of " + join({words.begin(), words.end()}, ", ")
                                  : "did you mean `" + near + "`?"));
}

void check_value(const FieldSpec& field, const std::string& value) {
  const auto roles = all(role_names);
  const bool list = field.form == Form::words || field.form == Form::roles;
  const bool role = field.form == Form::role || field.form == Form::roles;
  if (list || role || field.form == Form::word) {
    const auto words = list ? split(value, ',') : std::vector<std::string>{value};
    for (const std::string& word : words) check_word(field, word, role ? roles : field.words);
  }
  if (field.form == Form::date && !parse_date(value))
    misuse(fmt::format("`{}` is no date; write it as {}=2026-11-22", field.name, field.name));
  if (field.form == Form::count && !parse_count(value))
    misuse(fmt::format("`{}` is no number; write it as {}=1", field.name, field.name));
}

/// The value as it is kept: one word for yes and for no, and for a gemeente its code.
std::string kept(const FieldSpec& field, const std::string& value) {
  if (field.form == Form::gemeente) {
    const auto code = Reference::shipped().gemeente_code(value);
    if (!code)
      misuse(fmt::format("`{}`: there is no gemeente `{}`; write its CBS code or its name, as in {}=0014",
                         field.name, value, field.name));
    return *code;
  }
  if (field.form != Form::word) return value;
  return value == "ja" ? "yes" : value == "nee" ? "no" : value;
}

/// Dates of 1925 and 2125 are slips of the hand; kept, they would move a dossier for ever or never.
void check_date(std::string_view what, Date date, const DossierState& state, Date today) {
  if (date > add_months(today, 12))
    misuse(fmt::format("{} {} is more than a year from today; check the year", what, to_string(date)));
  if (date < add_months(state.opened_on, -12))
    misuse(fmt::format("{} {} is more than a year before dossier {} was opened; check the year", what,
                       to_string(date), state.id));
}

const std::string& value_of(const std::vector<std::pair<std::string, std::string>>& fields,
                            std::string_view name) {
  static const std::string nothing;
  for (const auto& [key, value] : fields)
    if (key == name) return value;
  return nothing;
}

void need(const std::vector<std::pair<std::string, std::string>>& fields, const EventSpec& spec,
          std::string_view name, std::string_view why) {
  if (!value_of(fields, name).empty()) return;
  for (const FieldSpec& field : spec.fields)
    if (field.name == name) misuse(fmt::format("`{}` lacks {}={}{}", spec.type, name, shown(field), why));
}

/// What no list of needed fields can say.
void check_together(const EventSpec& spec, const std::vector<std::pair<std::string, std::string>>& fields) {
  const auto has = [&](std::string_view name) { return !value_of(fields, name).empty(); };
  if (spec.type == "afspraak" && has("number"))
    need(fields, spec, "kept", "; say whether that afspraak was kept");
  else if (spec.type == "afspraak")
    for (const std::string_view name : {"what", "who", "due"})
      need(fields, spec, name, "; or give number= and kept= of an afspraak that was made");
  if (spec.type == "knooppunt" && (value_of(fields, "pupil") == "no" || value_of(fields, "parents") == "no"))
    need(fields, spec, "absent_why", "; pupil and parents are at the table, so say why one of them was not");
  if (spec.type == "melding" && !has("status")) {
    need(fields, spec, "kind", "; or give status= of the melding that was made");
    need(fields, spec, "begin", "; the first day of the absence");
  }
  const std::string& kind = value_of(fields, "kind");
  if (spec.type == "melding" && (kind == "16-uur" || kind == "lrv" || kind == "18plus"))
    need(fields, spec, "end", "; the register wants the day on which the limit was reached");
  const auto begin = parse_date(value_of(fields, "begin")), end = parse_date(value_of(fields, "end"));
  if (begin && end && *end < *begin) wrong("`end` lies before `begin`; check the two dates");
  if (spec.type == "route" && !has("role") && !has("path")) need(fields, spec, "role", " or path=…");
}

/// Types of which a gemeente may know that they happened.
bool type_for_gemeente(std::string_view type) { return type != "consult" && type != "withdrawn"; }

bool medical(std::string_view text) {
  const auto has = [&](std::string_view word) { return text.find(word) != std::string_view::npos; };
  return has("jeugdarts") || has("health") || has("gezondheid");
}

}  // namespace

std::vector<std::pair<std::string, std::string>> parse_event(std::string_view type,
                                                             const std::vector<std::string>& words) {
  const EventSpec& spec = spec_of(type);
  std::vector<std::pair<std::string, std::string>> fields;
  for (const std::string& word : words) {
    const auto equals = word.find('=');
    if (equals == std::string::npos || equals == 0)
      misuse("write each field as key=value; free text is not kept in a dossier");
    const std::string key = word.substr(0, equals);
    std::string value(trim(std::string_view(word).substr(equals + 1)));
    std::replace(value.begin(), value.end(), ';', ',');  // both part a list; inside an event it is the comma
    if (key == "text" || key == "note" || key == "remark")
      misuse(
          fmt::format("`{}` is free text, which never comes by the command line and is not kept yet; record "
                      "the codes and keep the text in your own file",
                      key));
    std::vector<std::string> names;
    const FieldSpec* field = nullptr;
    for (const FieldSpec& f : spec.fields) {
      names.emplace_back(f.name);
      if (f.name == key) field = &f;
    }
    if (field == nullptr) {
      const std::string near = nearest(key, names);
      misuse(
          fmt::format("`{}` has no field `{}`; {}", type, key,
                      near.empty() ? "its fields are " + join(names, ", ") : "did you mean `" + near + "`?"));
    }
    if (!value_of(fields, key).empty()) misuse(fmt::format("`{}` is given twice; give it once", key));
    if (value.empty()) misuse(fmt::format("`{}` is empty; write {}={}", key, key, shown(*field)));
    check_value(*field, value);
    fields.emplace_back(key, kept(*field, value));
  }
  for (const FieldSpec& field : spec.fields)
    if (field.needed) need(fields, spec, field.name, "");
  check_together(spec, fields);
  return fields;
}

void check_event(const DossierEvent& event, const DossierState& state, Date today) {
  if (!state.open && event.type != "reopened")
    wrong(fmt::format("dossier {} is closed; reopen it first with `dossier record {} reopened why=…`",
                      state.id, state.id));
  if (state.open && event.type == "reopened")
    wrong(fmt::format("dossier {} is open; there is nothing to reopen", state.id));
  if (!event.role.empty() && !is_role(event.role))
    wrong(fmt::format("`{}` is no role; it is one of {}", event.role,
                      join({role_names.begin(), role_names.end()}, ", ")));
  check_date("the date", event.on, state, today);
  for (const auto& [key, value] : event.fields)
    if (const auto date = parse_date(value)) check_date("`" + key + "`", *date, state, today);
  if (event.type == "afspraak" && !event.field("number").empty()) {
    const auto number = parse_count(event.field("number"));
    const int made = static_cast<int>(state.afspraken.size());
    if (*number < 1 || *number > made)
      wrong(fmt::format("there is no afspraak {}; this dossier has {}", *number, made));
  }
  if (event.type == "melding" && event.field("kind").empty() && state.meldingen.empty())
    wrong("no melding was made in this dossier; give kind= and begin= to record one");
  if (event.type == "handover" && event.field("state") == "accepted" && state.handovers.empty())
    wrong("nothing was offered, so there is nothing to accept; record state=offered first");
  if (event.type == "handover" && event.field("state") == "offered" && event.field("to").empty() &&
      event.field("gemeente").empty())
    throw Error(ErrorCode::usage, "`handover` lacks to=ROLE or gemeente=CODE; say who is to take over");
}

std::optional<DossierEvent> for_gemeente(const DossierEvent& event, const DossierState& state,
                                         const Ladder& ladder, std::string_view viewer) {
  if (!type_for_gemeente(event.type) || event.role == "jeugdarts") return std::nullopt;
  if (event.type == "signal") {
    const auto at = std::find_if(state.signals.begin(), state.signals.end(),
                                 [&](const DossierSignal& s) { return s.id == event.field("signal"); });
    if (at == state.signals.end() || !may_see(RoleHolder::gemeente, at->kinds)) return std::nullopt;
  }
  const LadderStep* step = ladder.find(event.field("step"));
  // A step of the jeugdarts, or the one in its place, says by its name alone what the absence was.
  if (step != nullptr && (step->fallback || ladder.holder(step->role.fixed) == RoleHolder::jgz))
    return std::nullopt;
  DossierEvent open = event;
  const bool own = !viewer.empty() && event.role == viewer;
  if (own)
    for (auto& [key, value] : open.fields) {
      std::vector<std::string> words = split(value, ',');
      words.erase(std::remove_if(words.begin(), words.end(), medical), words.end());
      value = join(words, ",");
    }
  const auto closed = [&](const auto& field) {
    return field.second.empty() || medical(field.second) ||
           (!own && !may_see_field(RoleHolder::gemeente, field.first));
  };
  open.fields.erase(std::remove_if(open.fields.begin(), open.fields.end(), closed), open.fields.end());
  return open;
}

}  // namespace verzuim
