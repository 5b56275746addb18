// SPDX-License-Identifier: EUPL-1.2
#include "dossier_spec.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "verzuim/dossier_entry.hpp"
#include "verzuim/text.hpp"

namespace verzuim {
namespace {

using Words = std::vector<std::string_view>;

template <class Names>
Words all(const Names& names) {
  return {names.begin(), names.end()};
}

const Words& yes_no() {
  static const Words words = {"yes", "no", "ja", "nee"};
  return words;
}

std::vector<EventSpec> of_talking() {
  return {
      {"contact",
       {{"reached", Form::word, yes_no()},
        {"whom", Form::roles, {}, false},
        {"how", Form::word, {"phone", "mail", "letter", "message", "visit"}, false}},
       true},
      {"invited",
       {{"whom", Form::roles, {}},
        {"for", Form::date, {}, false},
        {"meeting", Form::word, {"talk", "knooppunt", "consult"}, false}}},
      {"talk",
       {{"present", Form::roles, {}},
        {"cause", Form::words, all(cause_names)},
        {"need", Form::words, all(need_names)},
        {"study_choice", Form::word, yes_no(), false},
        {"about", Form::words, {"absence", "handover", "a4"}, false}},
       true},
      {"afspraak",
       {{"what", Form::word, {"attendance", "help", "contact", "study", "care", "other"}, false},
        {"who", Form::role, {}, false},
        {"due", Form::date, {}, false},
        {"number", Form::count, {}, false},
        {"kept", Form::word, yes_no(), false}},
       true},
      {"verslag", {{"gemeente", Form::gemeente, {}}, {"sent_on", Form::date, {}}}, true},
      {"informed",
       {{"whom", Form::roles, {}},
        {"why", Form::word, {"talk", "afspraken", "verslag", "melding", "route", "consult", "handover"}}}},
  };
}

std::vector<EventSpec> of_deciding() {
  return {
      {"consult", {{"state", Form::word, {"asked", "held", "advice"}}}},
      {"consent",
       {{"whom", Form::roles, {}},
        {"given", Form::word, yes_no()},
        {"from", Form::roles, {}},
        {"until", Form::date, {}, false}}},
      {"knooppunt",
       {{"parties", Form::roles, {}},
        {"pupil", Form::word, yes_no()},
        {"parents", Form::word, yes_no()},
        {"absent_why", Form::word, {"declined", "not-reached", "too-young", "of-age", "safety"}, false},
        {"decision",
         Form::words,
         {"help", "plan", "timetable", "other-course", "melding", "no-more", "other"}},
        {"regisseur", Form::role, {}, false}},
       true},
      {"melding",
       {{"kind", Form::word, all(melding_names), false},
        {"begin", Form::date, {}, false},
        {"end", Form::date, {}, false},
        {"hours", Form::count, {}, false},
        {"number", Form::count, {}, false},
        {"status", Form::word, all(melding_status_names), false},
        {"reason",
         Form::word,
         {"unknown", "truancy", "holiday", "late", "home", "study-choice", "motivation", "work", "other"},
         false},
        {"all_lessons", Form::word, yes_no(), false},
        {"done",
         Form::words,
         {"contact", "talk", "parents-told", "letter", "afspraken", "knooppunt", "preventiegesprek", "help",
          "none"},
         false},
        {"wanted", Form::words, {"talk", "home-visit", "letter", "help", "information", "none"}, false},
        {"priority", Form::word, {"high", "normal", "low"}, false},
        {"not_wanted_why", Form::word, {"school-acts", "for-notice", "with-others", "other"}, false},
        {"location", Form::school, {}, false},
        {"contact", Form::role, {}, false},
        {"close_reason", Form::word, all(melding_close_names), false}},
       true},
      {"route",
       {{"role", Form::role, {}, false},
        {"path", Form::word, all(path_names), false},
        {"why", Form::word, {"no-duty", "duty-unknown", "talk", "knooppunt", "other"}}},
       true},
      {"handover",
       {{"state", Form::word, {"offered", "accepted", "refused"}},
        {"to", Form::role, {}, false},
        {"gemeente", Form::gemeente, {}, false},
        {"school", Form::school, {}, false},
        {"reason", Form::word, all(handover_reasons), false},
        {"transition", Form::word, {"po-vo", "vo-mbo", "vo-ho", "mbo-ho"}, false},
        {"a4_on", Form::date, {}, false},
        {"a4_with_pupil", Form::word, yes_no(), false},
        {"refused_why", Form::word, {"not-here", "incomplete", "other-gemeente", "other"}, false}},
       true},
  };
}

std::vector<EventSpec> of_keeping() {
  return {
      {"assigned",
       {{"step", Form::step, {}},
        {"role", Form::role, {}, false},
        {"due_on", Form::date, {}, false},
        {"why", Form::word, {"mandate", "wish", "correction", "other"}}},
       true},
      {"closed", {{"outcome", Form::word, all(outcome_names)}}, true},
      {"reopened", {{"why", Form::word, {"again", "mistake", "other"}}}, true},
      {"corrects", {{"event", Form::count, {}}, {"why", Form::word, all(correction_names)}}},
      {"confirmed", {{"event", Form::count, {}}}},
  };
}

/// What the program fills in by itself.
constexpr std::array<std::string_view, 39> program_fields = {"opened",
                                                             "opened.ladder",
                                                             "opened.sector",
                                                             "opened.gemeente",
                                                             "opened.by",
                                                             "opened.theme",
                                                             "opened.text",
                                                             "signal",
                                                             "signal.signal",
                                                             "signal.rule",
                                                             "signal.valid_from",
                                                             "signal.step",
                                                             "signal.reached_on",
                                                             "signal.kinds",
                                                             "signal.melding",
                                                             "signal.held",
                                                             "signal.due_on",
                                                             "signal.window_from",
                                                             "withdrawn",
                                                             "withdrawn.signal",
                                                             "assigned.by",
                                                             "assigned.duty",
                                                             "assigned.from",
                                                             "assigned.cause_on",
                                                             "assigned.choose",
                                                             "assigned.fallback",
                                                             "handover.from",
                                                             "handover.school",
                                                             "handover.reason",
                                                             "handover.step",
                                                             "handover.duty",
                                                             "handover.ladder",
                                                             "handover.sector",
                                                             "handover.by",
                                                             "handover.role",
                                                             "handover.due_on",
                                                             "closed.by",
                                                             "afspraak.afspraak",
                                                             "*.next_due"};

}  // namespace

std::vector<std::string> event_fields() {
  std::vector<std::string> fields(program_fields.begin(), program_fields.end());
  for (const EventSpec& spec : event_specs()) {
    fields.emplace_back(spec.type);
    for (const FieldSpec& field : spec.fields) fields.push_back(fmt::format("{}.{}", spec.type, field.name));
    if (spec.text) fields.push_back(fmt::format("{}.text", spec.type));
  }
  for (const FieldSpec& field : common_spec().fields)
    if (field.form != Form::free) fields.push_back(fmt::format("*.{}", field.name));
  fields.emplace_back("*.nothing_medical_at");
  return fields;
}

const FieldSpec* EventSpec::find(std::string_view name) const {
  const auto at =
      std::find_if(fields.begin(), fields.end(), [&](const FieldSpec& f) { return f.name == name; });
  return at == fields.end() ? nullptr : &*at;
}

const std::vector<EventSpec>& event_specs() {
  static const std::vector<EventSpec> list = [] {
    std::vector<EventSpec> specs = of_talking();
    for (const auto& part : {of_deciding(), of_keeping()})
      specs.insert(specs.end(), part.begin(), part.end());
    return specs;
  }();
  return list;
}

const EventSpec& common_spec() {
  static const EventSpec spec = {"event",
                                 {{"person", Form::code, {}, false},
                                  {"corrects", Form::count, {}, false},
                                  {"corrects_why", Form::word, all(correction_names), false},
                                  {"text", Form::free, {}, false},
                                  {"nothing_medical", Form::word, yes_no(), false}}};
  return spec;
}

std::string wanted(const FieldSpec& field) {
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
    case Form::code:
      return "CODE";
    default:
      return "STEP";
  }
}

}  // namespace verzuim
