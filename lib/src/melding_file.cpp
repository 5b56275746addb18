// SPDX-License-Identifier: EUPL-1.2
// A melding as TOML and as CSV.
#include <fmt/format.h>

#include "toml_reader.hpp"
#include "verzuim/csv.hpp"
#include "verzuim/melding.hpp"
#include "verzuim/text.hpp"

namespace verzuim {
namespace {

std::string text_of(std::optional<Date> date) { return date ? to_string(*date) : std::string(); }
std::string yes_no(bool yes) { return yes ? "yes" : "no"; }

std::string lessons_of(const MeldingDay& day) {
  std::string text;
  for (const int lesson : day.lessons) text += fmt::format("{}{}", text.empty() ? "" : ";", lesson);
  return text;
}

/// Every field of a melding, in the order of the register where it has one.
std::vector<std::pair<std::string_view, std::string>> fields_of(const MeldingForm& f) {
  return {{"dossier", f.dossier},
          {"event", f.event > 0 ? std::to_string(f.event) : ""},
          {"pupil", f.pupil},
          {"school", f.school},
          {"school_name", f.school_name},
          {"gemeente", f.gemeente},
          {"state", f.made ? "made" : "due"},
          {"due_on", text_of(f.due_on)},
          {"startkwalificatie", yes_no(f.startkwalificatie)},
          {"begin", text_of(f.begin)},
          {"end", text_of(f.end)},
          {"kind", f.kind},
          {"reason", f.reason},
          {"all_lessons", f.all_lessons},
          {"done", join(f.done, ";")},
          {"wanted", join(f.wanted, ";")},
          {"priority", f.priority},
          {"not_wanted_why", f.not_wanted_why},
          {"text", f.text},
          {"location", f.location},
          {"contact_role", f.contact_role},
          {"contact_function", f.contact_function},
          {"contact_phone", f.contact_phone},
          {"contact_mail", f.contact_mail},
          {"hours", f.hours},
          {"number", f.number},
          {"status", f.status},
          {"close_reason", f.close_reason},
          {"recount_from", text_of(f.recount_from)},
          {"signals", join(f.signals, ";")},
          {"lacking", join(f.lacking, ";")}};
}

constexpr std::array<std::string_view, 5> day_columns = {"date", "whole_day", "lessons", "minutes",
                                                         "absence"};

std::vector<std::string> cells_of(const MeldingDay& day) {
  return {to_string(day.date), yes_no(day.whole_day), lessons_of(day),
          day.minutes > 0 ? std::to_string(day.minutes) : "",
          std::string(kind_names[static_cast<std::size_t>(day.kind)])};
}

/// What TOML has a type of its own for.
bool is_bare(std::string_view key) {
  return key == "event" || key == "due_on" || key == "begin" || key == "end" || key == "recount_from";
}

}  // namespace

void write_melding_toml(std::string& out, const MeldingForm& form) {
  out += "[[melding]]\n";
  for (const auto& [key, value] : fields_of(form)) {
    if (value.empty()) continue;
    out += fmt::format("{:17} = ", key);
    if (is_bare(key))
      out += value;
    else
      write_toml_text(out, value);
    out += '\n';
  }
  for (const MeldingDay& day : form.days) {
    const auto cells = cells_of(day);
    out += "[[melding.day]]\n";
    out += fmt::format("date = {}\nwhole_day = {}\n", cells[0], day.whole_day);
    if (!day.lessons.empty()) out += fmt::format("lessons = [{}]\n", fmt::join(day.lessons, ", "));
    if (day.minutes > 0) out += fmt::format("minutes = {}\n", day.minutes);
    out += fmt::format("absence = \"{}\"\n", cells[4]);
  }
  out += '\n';
}

std::string melding_header() {
  std::string out;
  std::vector<std::string_view> columns;
  const auto fields = fields_of({});
  for (const auto& [key, value] : fields) columns.push_back(key);
  columns.insert(columns.end(), day_columns.begin(), day_columns.end());
  write_csv_row(out, columns);
  return out;
}

void write_melding_csv(std::string& out, const MeldingForm& form) {
  const auto fields = fields_of(form);
  std::vector<std::vector<std::string>> days;
  for (const MeldingDay& day : form.days) days.push_back(cells_of(day));
  if (days.empty()) days.emplace_back(day_columns.size());  // the melding itself is told all the same
  for (const auto& day : days) {
    std::vector<std::string_view> row;
    for (const auto& [key, value] : fields) row.push_back(value);
    row.insert(row.end(), day.begin(), day.end());
    write_csv_row(out, row);
  }
}

}  // namespace verzuim
