// SPDX-License-Identifier: EUPL-1.2
// From what people give to an event: every field is known, allowed and there, or it is refused with its
// place.
#include "verzuim/dossier_entry.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "dossier_spec.hpp"
#include "verzuim/reference.hpp"
#include "verzuim/text.hpp"

namespace verzuim {
namespace {

using Fields = std::vector<std::pair<std::string, std::string>>;

/// At the command line it is the call that is wrong; in a file it is the data.
[[noreturn]] void refuse(const Place& place, const std::string& message, ErrorCode code = ErrorCode::usage) {
  throw Error(place.file.empty() ? code : ErrorCode::data, message, place);
}

const EventSpec& spec_of(const DossierEntry& entry) {
  std::vector<std::string> types;
  for (const EventSpec& spec : event_specs()) {
    if (spec.type == entry.type) return spec;
    types.emplace_back(spec.type);
  }
  if (entry.type == "opened" || entry.type == "signal" || entry.type == "withdrawn")
    refuse(
        entry.place,
        fmt::format("`{}` is recorded by the program only; open a dossier with `dossier open`", entry.type));
  const std::string near = nearest(entry.type, types);
  refuse(entry.place,
         fmt::format("there is no event `{}`; {}", entry.type,
                     near.empty() ? "it is one of " + join(types, ", ") : "did you mean `" + near + "`?"));
}

void check_word(const EntryField& given, const std::string& word,
                const std::vector<std::string_view>& words) {
  if (std::find(words.begin(), words.end(), word) != words.end()) return;
  const std::string near = nearest(word, {words.begin(), words.end()});
  refuse(given.place, fmt::format("`{}` cannot be `{}`; {}", given.key, word,
                                  near.empty() ? "it is one of " + join({words.begin(), words.end()}, ", ")
                                               : "did you mean `" + near + "`?"));
}

std::vector<std::string> words_of(std::string value) {
  std::replace(value.begin(), value.end(), ';', ',');  // both part a list; inside an event it is the comma
  std::vector<std::string> words;
  for (const std::string& word : split(value, ',')) words.emplace_back(trim(word));
  return words;
}

std::string gemeente_of(const EntryField& given, const std::string& value) {
  const auto code = Reference::shipped().gemeente_code(value);
  if (!code)
    refuse(given.place,
           fmt::format("`{}`: there is no gemeente `{}`; write its CBS code or its name, as in {}=0014",
                       given.key, value, given.key));
  return *code;
}

/// The value as it is kept: one word for yes and for no, a list with commas, a gemeente as its code.
std::string kept(const FieldSpec& field, const EntryField& given, Date on) {
  const std::string value(trim(given.value));
  switch (field.form) {
    case Form::word:
      check_word(given, value, field.words);
      return value == "ja" ? "yes" : value == "nee" ? "no" : value;
    case Form::words:
    case Form::roles: {
      const auto words = words_of(value);
      const std::vector<std::string_view> roles(role_names.begin(), role_names.end());
      for (const std::string& word : words)
        check_word(given, word, field.form == Form::roles ? roles : field.words);
      return join(words, ",");
    }
    case Form::role:
      check_word(given, value, {role_names.begin(), role_names.end()});
      return value;
    case Form::date:
      if (!parse_date(value))
        refuse(given.place,
               fmt::format("`{}` {}; write it as {}=2026-11-22", given.key, date_fault(value), given.key));
      return value;
    case Form::count:
      if (!parse_count(value))
        refuse(given.place, fmt::format("`{}` is no number; write it as {}=1", given.key, given.key));
      return value;
    case Form::gemeente:
      return gemeente_of(given, value);
    case Form::school:
      if (!is_brin(value))
        refuse(given.place, fmt::format("`{}` is no BRIN such as 99XA or 99XA00", given.key));
      return value;
    case Form::code:
      if (!is_person_code(value))
        refuse(given.place,
               fmt::format("`{}` is a code of at most 12 letters and digits, such as M07; a name is "
                           "never kept",
                           given.key));
      return value;
    case Form::free:
      return checked_text(given, on, false);
    case Form::step:
      break;
  }
  return value;
}

const FieldSpec& field_of(const EventSpec& spec, const EntryField& given) {
  if (given.key == "text" && !spec.text)
    refuse(given.place, fmt::format("`{}` takes no text; record the codes only", spec.type));
  if (const FieldSpec* field = spec.find(given.key)) return *field;
  if (const FieldSpec* field = common_spec().find(given.key)) return *field;
  std::vector<std::string> names;
  for (const FieldSpec& f : spec.fields) names.emplace_back(f.name);
  const std::string near = nearest(given.key, names);
  refuse(given.place,
         fmt::format("`{}` has no field `{}`; {}", spec.type, given.key,
                     near.empty() ? "its fields are " + join(names, ", ") : "did you mean `" + near + "`?"));
}

const std::string& value_of(const Fields& fields, std::string_view name) {
  static const std::string nothing;
  for (const auto& [key, value] : fields)
    if (key == name) return value;
  return nothing;
}

/// Refuses the entry for all of `names` that are not there, in one message.
void need(const DossierEntry& entry, const EventSpec& spec, const Fields& fields,
          const std::vector<std::string_view>& names, std::string_view why = {}) {
  std::vector<std::string> lacking;
  for (const std::string_view name : names) {
    const FieldSpec* field = spec.find(name);
    if (field == nullptr) field = common_spec().find(name);
    if (field != nullptr && value_of(fields, name).empty())
      lacking.push_back(fmt::format("{}={}", name, wanted(*field)));
  }
  if (!lacking.empty())
    refuse(entry.place, fmt::format("`{}` lacks {}{}", spec.type, join(lacking, " and "), why));
}

/// What no list of needed fields can say.
void check_together(const DossierEntry& entry, const EventSpec& spec, const Fields& fields) {
  const auto has = [&](std::string_view name) { return !value_of(fields, name).empty(); };
  if (spec.type == "afspraak" && has("number"))
    need(entry, spec, fields, {"kept"}, "; say whether that afspraak was kept");
  else if (spec.type == "afspraak")
    need(entry, spec, fields, {"what", "who", "due"},
         "; or give number= and kept= of an afspraak that was made");
  if (spec.type == "knooppunt" && (value_of(fields, "pupil") == "no" || value_of(fields, "parents") == "no"))
    need(entry, spec, fields, {"absent_why"},
         "; pupil and parents are at the table, so say why one of them was not");
  if (spec.type == "melding" && !has("status"))
    need(entry, spec, fields, {"kind", "begin"}, "; or give status= of the melding that was made");
  const std::string& kind = value_of(fields, "kind");
  if (spec.type == "melding" && (kind == "16-uur" || kind == "lrv" || kind == "18plus"))
    need(entry, spec, fields, {"end"}, "; the register wants the day on which the limit was reached");
  const auto begin = parse_date(value_of(fields, "begin")), end = parse_date(value_of(fields, "end"));
  if (begin && end && *end < *begin)
    refuse(entry.place, "`end` lies before `begin`; check the two dates", ErrorCode::data);
  if (spec.type == "route" && !has("role") && !has("path"))
    refuse(entry.place, fmt::format("`route` lacks role=ROLE or path={}", wanted(*spec.find("path"))));
  if (has("corrects")) need(entry, spec, fields, {"corrects_why"}, "; say why the earlier event is wrong");
  if (value_of(fields, "nothing_medical") == "yes" && !has("text"))
    refuse(entry.place,
           "nothing_medical speaks of a text, and there is none; give the text, or confirm that of an "
           "earlier event with `record ID confirmed event=NUMBER by=ROLE`");
}

/// Who confirms that nothing medical stands in a text is helped to see that something does.
void check_health(const DossierEntry& entry, Date on) {
  for (const EntryField& field : entry.fields)
    if (field.key == "text") checked_text(field, on, true);
}

/// Takes out what every event has by itself: the day and the role.
bool take_own(const EntryField& field, DossierEvent& event) {
  const std::string value(trim(field.value));
  if (field.key == "on" || field.key == "date") {
    const auto on = parse_date(value);
    if (!on)
      refuse(field.place,
             fmt::format("`{}` {}; write it as {}=2026-11-22", field.key, date_fault(value), field.key));
    event.on = *on;
    return true;
  }
  if (field.key != "by") return false;
  check_word(field, value, {role_names.begin(), role_names.end()});
  event.role = value;
  return true;
}

}  // namespace

bool is_person_code(std::string_view text) {
  const auto plain = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-' || c == '.';
  };
  const bool digit = std::any_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
  const bool lower = std::any_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  return text.size() <= 12 && std::all_of(text.begin(), text.end(), plain) &&
         (digit || (!lower && text.size() <= 5));
}

std::string checked_text(const EntryField& given, Date on, bool confirmed) {
  std::string text;
  for (char c : given.value)
    if (c != '\r') text += c;
  TextFault fault = text_fault(text, on);
  if (fault.reason.empty() && confirmed) fault = health_fault(text);
  if (fault.reason.empty()) return std::string(trim(text));
  Place place = given.place;
  if (given.whole_file) place = {place.file, fault.line, fault.column};
  throw Error(ErrorCode::data, fault.reason, place);
}

DossierEntry entry_of(std::string_view type, const std::vector<std::string>& words) {
  DossierEntry entry;
  entry.type = type;
  for (const std::string& word : words) {
    const auto equals = word.find('=');
    if (equals == std::string::npos || equals == 0)
      refuse({}, "write each field as key=value; free text comes with --text FILE, never as a word");
    const std::string key = word.substr(0, equals);
    if (key == "text" || key == "note" || key == "remark")
      refuse({},
             fmt::format("`{}` is free text, which never comes by the command line, where others can see it; "
                         "give it with --text FILE, or --text - for standard input",
                         key));
    entry.fields.push_back({key, word.substr(equals + 1), {}});
  }
  return entry;
}

DossierEvent event_of(const DossierEntry& entry, Date on, const std::string& role) {
  const EventSpec& spec = spec_of(entry);
  DossierEvent event;
  event.dossier = entry.dossier;
  event.type = entry.type;
  event.on = on;
  event.role = role;
  std::vector<std::string> seen;
  // The day first: whether a date in a text may be one of birth depends on it.
  for (const EntryField& field : entry.fields) {
    if (std::find(seen.begin(), seen.end(), field.key) != seen.end())
      refuse(field.place, fmt::format("`{}` is given twice; give it once", field.key));
    seen.push_back(field.key);
    take_own(field, event);
  }
  for (const EntryField& field : entry.fields) {
    if (field.key == "on" || field.key == "date" || field.key == "by") continue;
    const FieldSpec& known = field_of(spec, field);
    if (trim(field.value).empty())
      refuse(field.place,
             known.form == Form::free
                 ? std::string("the text is empty; leave it out, or write it")
                 : fmt::format("`{}` is empty; write {}={}", field.key, field.key, wanted(known)));
    event.fields.emplace_back(field.key, kept(known, field, event.on));
  }
  std::vector<std::string_view> needed;
  for (const FieldSpec& field : spec.fields)
    if (field.needed) needed.push_back(field.name);
  need(entry, spec, event.fields, needed);
  check_together(entry, spec, event.fields);
  if (event.field("nothing_medical") == "yes") check_health(entry, event.on);
  const bool confirms = event.type == "confirmed" || event.field("nothing_medical") == "yes";
  if (confirms && event.role.empty())
    refuse(entry.place, "say who confirms that nothing medical stands in the text: by=ROLE");
  return event;
}

Fields parse_event(std::string_view type, const std::vector<std::string>& words) {
  DossierEntry entry = entry_of(type, words);
  return event_of(entry, Date{}, {}).fields;
}

}  // namespace verzuim
