// SPDX-License-Identifier: EUPL-1.2
#include "explanation_words.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "verzuim/text.hpp"

namespace verzuim {
namespace {

constexpr std::array<Said, 7> days = {{{"maandag", "Monday"},
                                       {"dinsdag", "Tuesday"},
                                       {"woensdag", "Wednesday"},
                                       {"donderdag", "Thursday"},
                                       {"vrijdag", "Friday"},
                                       {"zaterdag", "Saturday"},
                                       {"zondag", "Sunday"}}};
constexpr std::array<Said, 6> kinds = {{{"ongeoorloofd", "unauthorised"},
                                        {"geoorloofd", "authorised"},
                                        {"ziek", "sick"},
                                        {"te laat", "late"},
                                        {"uit de les", "removed"},
                                        {"niet verklaard", "not explained"}}};
constexpr std::array<Said, 6> levels = {
    {{"wet", "law"},
     {"landelijke afspraak", "national agreement"},
     {"afspraak van de regio", "agreement of the region"},
     {"regel van de school", "rule of the school"},
     {"uit onderzoek", "from research"},
     {"voorstel, geen regel van wet of beleid", "a proposal, no rule of law or policy"}}};
constexpr std::array<Said, 5> duties = {
    {{"leerplichtig", "leerplichtig"},
     {"kwalificatieplichtig", "kwalificatieplichtig"},
     {"geen plicht meer, doelgroep Doorstroompunt", "no duty any more, for the Doorstroompunt"},
     {"geen plicht", "no duty"},
     {"niet bekend", "not known"}}};

struct Unit {
  std::string_view id;
  Said one, more;
};
constexpr std::array<Unit, 11> units = {
    {{"hours", {"uur", "hour"}, {"uur", "hours"}},
     {"lessons", {"les", "lesson"}, {"lessen", "lessons"}},
     {"records", {"keer", "time"}, {"keer", "times"}},
     {"days", {"dag", "day"}, {"dagen", "days"}},
     {"spells", {"periode", "spell"}, {"perioden", "spells"}},
     {"run_days", {"dag achter elkaar", "day in a row"}, {"dagen achter elkaar", "days in a row"}},
     {"run_school_days",
      {"schooldag achter elkaar", "school day in a row"},
      {"schooldagen achter elkaar", "school days in a row"}},
     {"run_months", {"maand achter elkaar", "month in a row"}, {"maanden achter elkaar", "months in a row"}},
     {"percent", {"%", "%"}, {"%", "%"}},
     {"rate", {"%", "%"}, {"%", "%"}},
     {"concerns", {"zorgmelding", "worry raised"}, {"zorgmeldingen", "worries raised"}}}};

}  // namespace

std::string long_day_text(Date date, Language language) {
  return fmt::format("{} {}", days[static_cast<std::size_t>(weekday(date) - 1)].in(language),
                     date_text(date, language));
}

std::string day_text(Date date, Language language) {
  const std::string full = date_text(date, language);
  const auto parts = split(full, ' ');
  const std::size_t letters = language == Language::nl ? 2 : 3;
  const std::string_view month =
      language == Language::nl && parts[1] == "maart" ? "mrt" : std::string_view(parts[1]).substr(0, 3);
  return fmt::format("{} {} {} {}",
                     days[static_cast<std::size_t>(weekday(date) - 1)].in(language).substr(0, letters),
                     parts[0], month, parts[2]);
}

std::string weekday_text(int day, Language language) {
  return std::string(days[static_cast<std::size_t>(day - 1)].in(language));
}

std::string kind_text(Kind kind, Language language) {
  return std::string(kinds[static_cast<std::size_t>(kind)].in(language));
}

std::string level_text(Level level, Language language) {
  return std::string(levels[static_cast<std::size_t>(level)].in(language));
}

std::string_view duty_text(Duty duty, Language language) {
  return duties[static_cast<std::size_t>(duty)].in(language);
}

std::string number_text(std::string number, Language language) {
  if (language == Language::nl) std::replace(number.begin(), number.end(), '.', ',');
  return number;
}

std::string amount_text(const std::string& count, std::string_view unit, Language language) {
  if (count.empty()) return {};
  const auto found = std::find_if(units.begin(), units.end(), [&](const Unit& u) { return u.id == unit; });
  const std::string number = number_text(count, language);
  if (found == units.end()) return number + " " + std::string(unit);
  return fmt::format("{} {}", number, (count == "1" ? found->one : found->more).in(language));
}

std::string unit_word(const Rule& rule, const std::string& unit) {
  if (unit != "run_days" || rule.window.unit == RunUnit::days) return unit;
  return rule.window.unit == RunUnit::months ? "run_months" : "run_school_days";
}

std::string stretches_text(const std::vector<std::pair<Date, Date>>& stretches, Language language) {
  std::vector<std::string> texts;
  for (const auto& [from, until] : stretches) {
    std::string first = day_text(from, language);
    if (year_of(from) == year_of(until)) first.resize(first.rfind(' '));
    texts.push_back(from == until ? day_text(from, language)
                                  : fmt::format("{} {} {}", first, language == Language::nl ? "t/m" : "to",
                                                day_text(until, language)));
  }
  return join(texts, ", ");
}

std::string ranges_text(const std::vector<int>& numbers) {
  std::string out;
  for (std::size_t i = 0; i < numbers.size();) {
    std::size_t last = i;
    while (last + 1 < numbers.size() && numbers[last + 1] == numbers[last] + 1) ++last;
    out += (out.empty() ? "" : ", ") + std::to_string(numbers[i]);
    if (last > i) out += (last == i + 1 ? ", " : "-") + std::to_string(numbers[last]);
    i = last + 1;
  }
  return out;
}

std::string lessons_text(const std::vector<int>& lessons, Language language) {
  const bool nl = language == Language::nl;
  if (lessons.size() == 1 && lessons.front() == 0) return nl ? "hele dag" : "whole day";
  return (nl ? "les " : "lesson ") + ranges_text(lessons);
}

std::string word_of(std::string_view reason, std::string_view key) {
  for (const std::string& word : split(reason, ';')) {
    const auto equals = word.find('=');
    if (equals != std::string::npos && std::string_view(word).substr(0, equals) == key)
      return word.substr(equals + 1);
  }
  return {};
}

std::string window_text(const Rule& rule, Language language) {
  const bool nl = language == Language::nl;
  const int n = rule.window.length;
  switch (rule.window.kind) {
    case WindowKind::school_weeks:
      return fmt::format(fmt::runtime(nl ? "de laatste {} lesweken" : "the last {} school weeks"), n);
    case WindowKind::school_days:
      return fmt::format(fmt::runtime(nl ? "de laatste {} schooldagen" : "the last {} school days"), n);
    case WindowKind::days:
      return fmt::format(fmt::runtime(nl ? "de laatste {} dagen" : "the last {} days"), n);
    case WindowKind::calendar_week:
      return nl ? "deze week" : "this week";
    case WindowKind::first:
      return fmt::format(fmt::runtime(rule.window.first_of == FirstOf::stay
                                          ? (nl ? "de eerste {} lesweken op deze school"
                                                : "the first {} school weeks at this school")
                                          : (nl ? "de eerste {} lesweken van het schooljaar"
                                                : "the first {} school weeks of the school year")),
                         n);
    case WindowKind::calendar_month:
      return nl ? "deze kalendermaand" : "this calendar month";
    case WindowKind::run:
      return nl ? "de periode van hele gemiste dagen achter elkaar" : "the run of wholly missed days";
    default:
      return nl ? "dit schooljaar" : "this school year";
  }
}

}  // namespace verzuim
