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

namespace {

std::string who_text(const ExplainedRecord& record, bool nl, Language language) {
  if (record.detail == "duty")
    return fmt::format(fmt::runtime(nl ? "de regel geldt dan niet: {}" : "the rule does not hold then: {}"),
                       duty_text(record.duty, language));
  if (record.detail == "exempt") return nl ? "er geldt dan een vrijstelling" : "an exemption holds then";
  static constexpr std::array<std::pair<std::string_view, Said>, 5> slots = {{
      {"age", {"leeftijd", "age"}},
      {"sector", {"onderwijssoort", "sector"}},
      {"school", {"school", "school"}},
      {"level", {"niveau", "level"}},
      {"group", {"klas of groep", "group"}},
  }};
  for (const auto& [id, said] : slots)
    if (id == record.detail)
      return fmt::format(fmt::runtime(nl ? "de regel geldt dan niet voor deze {}"
                                         : "the rule does not hold for this {} then"),
                         said.in(language));
  return nl ? "de regel geldt dan niet" : "the rule does not hold then";
}

std::string filter_text(const std::string& detail, bool nl) {
  if (detail == "mark")
    return nl ? "zonder het kenmerk dat de regel vraagt" : "without the mark that the rule asks for";
  if (detail == "whole_day")
    return nl ? "de regel vraagt een ander deel van de dag" : "the rule asks for another part of the day";
  if (detail == "minutes")
    return nl ? "niet zo kort of lang als de regel vraagt" : "not as short or long as the rule asks for";
  if (detail == "share_of_day")
    return nl ? "niet zo'n deel van de dag als de regel vraagt"
              : "not such a part of the day as the rule asks";
  if (detail == "weekday")
    return nl ? "niet op een weekdag die de regel telt" : "not on a weekday that the rule counts";
  if (detail == "beside_holiday") return nl ? "niet naast een vakantie" : "not beside a holiday";
  return nl ? "niet alleen het eerste lesuur" : "not the first lesson alone";
}

}  // namespace

std::string why_text(const ExplainedRecord& record, const SignalExplanation& made, Language language) {
  const bool nl = language == Language::nl;
  switch (*record.why) {
    case Uncounted::other_kind:
      return nl ? "deze soort telt niet mee" : "this kind does not count";
    case Uncounted::leave:
      return nl ? "verlof maakte het geoorloofd (art. 11f of 11g)"
                : "a leave made it authorised (art. 11f or 11g)";
    case Uncounted::not_explained:
      return nl ? "nog niet verklaard" : "not explained yet";
    case Uncounted::late_no_lesson:
      return nl ? "te laat komen is geen gemiste les" : "being late is no missed lesson";
    case Uncounted::same_lesson:
      return nl ? "deze les telt al mee" : "this lesson counts already";
    case Uncounted::replaced:
      return nl ? "de hele dag staat al op een andere regel" : "a whole-day record takes its place";
    case Uncounted::weekend:
      return nl ? "weekend, geen schooldag" : "weekend, no school day";
    case Uncounted::holiday:
      return fmt::format("{}{}", nl ? "vakantie, geen schooldag" : "holiday, no school day",
                         record.detail.empty() ? "" : " (" + record.detail + ")");
    case Uncounted::public_day_off:
      return nl ? "feestdag, geen schooldag" : "public holiday, no school day";
    case Uncounted::own_day_off:
      return nl ? "vrije dag van de school" : "day off of the school";
    case Uncounted::no_lessons:
      return nl ? "geen lessen op het rooster" : "no lessons in the timetable";
    case Uncounted::not_enrolled:
      return nl ? "op deze dag niet ingeschreven op deze school" : "not enrolled at this school on that day";
    case Uncounted::calendar_not_known:
      return nl ? "de vakanties van dat jaar zijn niet bekend" : "the holidays of that year are not known";
    case Uncounted::other_school:
      return fmt::format("{} {}",
                         nl ? "hoort bij een andere school:" : "belongs to another school:", record.detail);
    case Uncounted::filter:
      return filter_text(record.detail, nl);
    case Uncounted::who:
      return who_text(record, nl, language);
    case Uncounted::before_window:
      return made.window_start
                 ? fmt::format("{} {}",
                               nl ? "voor de termijn, die begint op" : "before the window, which begins on",
                               date_text(*made.window_start, language))
                 : std::string(nl ? "voor de termijn" : "before the window");
    case Uncounted::before_restart:
      return made.restarted_after
                 ? fmt::format("{} {}", nl ? "telde al voor het signaal van" : "counted for the signal of",
                               date_text(*made.restarted_after, language))
                 : std::string(nl ? "telde al voor een eerder signaal" : "counted for an earlier signal");
    case Uncounted::after:
      return nl ? "na dit signaal" : "after this signal";
    case Uncounted::not_whole_day:
      return nl ? "geen hele dag gemist" : "not the whole day missed";
    case Uncounted::before_run:
      return nl ? "daarna weer op school: de reeks brak af" : "back at school after it: the run ended";
    case Uncounted::whole_day_missed:
      return nl ? "hele dag gemist: zegt niets over dit vak"
                : "whole day missed: says nothing of this subject";
  }
  return {};
}

std::string undecided_text(std::string_view reason, Language language) {
  const bool nl = language == Language::nl;
  const std::string missing = word_of(reason, "missing");
  if (missing == "birth_date")
    return nl ? "De geboortedatum ontbreekt. Zonder die datum is de plicht niet bekend. Vul hem aan in het "
                "bestand met leerlingen."
              : "The birth date is missing, so the duty is not known. Add it to the pupils file.";
  if (missing == "weekly_minutes")
    return nl ? "De lestijd per week ontbreekt. Vul `weekly_minutes` aan in het bestand met leerlingen, of "
                "lever een rooster."
              : "The minutes per week are missing. Add `weekly_minutes` to the pupils file, or a timetable.";
  if (missing == "timetable")
    return nl ? "Er is geen rooster dat deze dagen dekt. Lever het rooster van de klas."
              : "No timetable covers these days. Take in the timetable of the group.";
  if (missing == "calendar")
    return nl ? "De schoolvakanties van dat jaar zijn niet bekend."
              : "The school holidays of that year are not known.";
  if (missing == "region")
    return nl ? "De vakantieregio van de school is niet bekend. Vul hem aan in het bestand met scholen."
              : "The holiday region of the school is not known. Add it to the schools file.";
  if (const std::string since = word_of(reason, "not_seen_before"); !since.empty())
    return fmt::format(
        fmt::runtime(nl ? "Het verzuim ligt voor {}. Wat de regel toen zei, is niet nagegaan."
                        : "The absence lies before {}. What the rule said then was not established."),
        since);
  if (const std::string value = word_of(reason, "no_value_yet"); !value.empty())
    return fmt::format(fmt::runtime(nl ? "Het getal `{}` heeft voor die dag nog geen waarde."
                                       : "The number `{}` has no value yet on that day."),
                       value);
  if (!word_of(reason, "undecided").empty())
    return nl ? "Het hangt ervan af of vakantie meetelt. De bron zegt dat niet, dus een mens beslist."
              : "It depends on whether holidays count. The source does not say, so a person decides.";
  return std::string(reason);
}

}  // namespace verzuim
