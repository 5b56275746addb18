// SPDX-License-Identifier: EUPL-1.2
// Why a record does not count, and what is missing for a verdict, in words.
#include <fmt/format.h>

#include "explanation_words.hpp"
#include "verzuim/text.hpp"

namespace verzuim {
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
