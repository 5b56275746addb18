// SPDX-License-Identifier: EUPL-1.2
// What stands behind the first sentence: what counts, when again, for whom, and whose norm it is.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "rule_sentence_nl.hpp"

namespace verzuim {
namespace {

constexpr std::array<std::string_view, 8> weekdays = {"",          "maandag", "dinsdag",  "woensdag",
                                                      "donderdag", "vrijdag", "zaterdag", "zondag"};
constexpr std::array<std::string_view, 8> mark_words = {"iets anders",
                                                        "luxeverzuim",
                                                        "een religieuze plicht",
                                                        "gewichtige omstandigheden",
                                                        "het werk van de ouders",
                                                        "een schorsing",
                                                        "een medische afspraak",
                                                        "een activiteit buiten de school"};
constexpr std::array<std::string_view, 6> sector_words = {"het basisonderwijs",
                                                          "het speciaal onderwijs",
                                                          "het voortgezet onderwijs",
                                                          "het voortgezet speciaal onderwijs",
                                                          "het mbo",
                                                          "het vavo"};

}  // namespace

void Dutch::what_counts() {
  KindSet set = rule_.count.kinds;
  for (const MixPart& part : rule_.when.mix) set |= part.kinds;
  const bool any = whatever_reason(rule_.count.kinds) && rule_.when.mix.empty();
  if (any) {
    std::vector<std::string> also, not_so;
    (set & bit(Kind::late) ? also : not_so).emplace_back("te laat komen");
    (set & bit(Kind::removed) ? also : not_so).emplace_back("uit de les gestuurd worden");
    out_.add(also.empty() ? "de reden van de afwezigheid maakt niet uit"
                          : "de reden van de afwezigheid maakt niet uit, en ook " + enumerate(also, "en") +
                                (also.size() > 1 ? " tellen mee" : " telt mee"));
    if (!not_so.empty())
      out_.add(enumerate(not_so, "en") + (not_so.size() > 1 ? " tellen niet mee" : " telt niet mee"));
  }
  const auto counts = [&](Measure of) {
    return rule_.count.of == of || std::any_of(rule_.when.mix.begin(), rule_.when.mix.end(),
                                               [&](const MixPart& p) { return p.of == of; });
  };
  const bool concerns = rule_.count.of == Measure::concerns;
  if (!concerns && counts(Measure::spells)) out_.add("schooldagen achter elkaar zijn samen één keer");
  if (rule_.window.kind == WindowKind::school_weeks || rule_.window.kind == WindowKind::first)
    out_.add("vakantieweken tellen niet als lesweken");
  if (rule_.window.kind == WindowKind::run && rule_.window.unit != RunUnit::school_days)
    out_.add(rule_.window.holidays == RunHolidays::count ? "weekenden en vakanties in die tijd tellen mee"
             : rule_.window.holidays == RunHolidays::skip
                 ? "weekenden tellen mee, vakantieweken niet"
                 : "weekenden tellen mee; of vakanties meetellen is niet "
                   "bepaald: maakt dat verschil, dan beslist een mens");
  if (rule_.count.min_school_days > 0)
    out_.add(fmt::format("dit wordt pas berekend als er {} schooldagen zijn geweest",
                         words_of(rule_.count.min_school_days)));
  where();
}

void Dutch::where() {
  const Where& w = rule_.count.where;
  if (!w.mark.empty()) {
    std::vector<std::string> words;
    for (std::uint8_t mark : w.mark) words.emplace_back(mark_words[mark]);
    out_.add("alleen afwezigheid wegens " + enumerate(words, "of") + " telt mee");
  }
  if (!w.lesson.empty()) {
    std::vector<std::string> numbers;
    for (int lesson : w.lesson) numbers.push_back(std::to_string(lesson));
    out_.add(numbers.size() > 1 ? "alleen de lesuren " + enumerate(numbers, "en") + " tellen mee"
                                : "alleen lesuur " + numbers.front() + " telt mee");
  }
  if (w.first_lesson)
    out_.add("alleen een gemist eerste lesuur telt mee, als de leerling later die dag wel op school is");
  if (w.beside_holiday)
    out_.add(
        *w.beside_holiday == 1
            ? std::string(
                  "alleen de laatste schooldag voor en de eerste schooldag na een schoolvakantie tellen mee")
            : fmt::format(
                  "alleen de laatste {0} schooldagen voor en de eerste {0} schooldagen na een schoolvakantie "
                  "tellen mee",
                  words_of(*w.beside_holiday)));
  if (!w.weekday.empty()) {
    std::vector<std::string> days;
    for (int day : w.weekday) days.emplace_back(weekdays[static_cast<std::size_t>(day)]);
    out_.add("alleen afwezigheid op " + enumerate(days, "of") + " telt mee");
  }
  if (w.whole_day)
    out_.add(*w.whole_day ? "alleen hele dagen tellen mee" : "hele dagen tellen niet mee, losse lessen wel");
  bounds(w);
}

void Dutch::bounds(const Where& where) {
  const auto between = [](const Bounds& b, const auto& text) {
    if (!b.below) return text(*b.at_least) + " of meer";
    if (!b.at_least) return "minder dan " + text(*b.below);
    return text(*b.at_least) + " of meer, maar minder dan " + text(*b.below) + ",";
  };
  if (where.minutes.any())
    out_.add(fmt::format("alleen afwezigheid van {} telt mee", between(where.minutes, [](std::int64_t micro) {
                           return plain_number(micro, ',') + (micro == 1000000 ? " minuut" : " minuten");
                         })));
  if (where.share_of_day.any())
    out_.add(
        fmt::format("alleen dagen tellen mee waarop dat {} van de lestijd is",
                    between(where.share_of_day, [](std::int64_t micro) { return percentage(micro, ','); })));
}

void Dutch::again() {
  const Again& a = rule_.again;
  const Unit unit = unit_of(rule_.count.of);
  const bool run = rule_.window.kind == WindowKind::run;
  if (a.restart) {
    out_.add("daarna begint het tellen de dag erna opnieuw");
    if (a.not_within_days > 0)
      out_.add(fmt::format("het volgende signaal komt niet eerder dan {} dagen later", a.not_within_days));
  } else if (a.every == 1) {
    out_.add(unit.one == "uur" ? std::string("het gebeurt bij elk volgend uur opnieuw")
                               : fmt::format("het gebeurt bij elke volgende {} opnieuw", unit.one));
  } else if (a.every > 1) {
    out_.add(fmt::format("het gebeurt opnieuw bij {}, {}, {} {} en zo verder", a.every * 2, a.every * 3,
                         a.every * 4, unit.many));
  } else if (a.fresh == 1) {
    out_.add(unit.one == "uur" ? std::string("het gebeurt bij elk nieuw uur opnieuw")
                               : fmt::format("het gebeurt bij elke nieuwe {} opnieuw", unit.one));
  } else if (a.fresh > 1) {
    out_.add(fmt::format("het gebeurt opnieuw na nog eens {} {}", words_of(a.fresh), unit.many));
  } else if (rule_.when.at_least.size() > 1) {
    out_.add(run ? "elke grens geldt één keer per aaneengesloten periode"
                 : "elke grens geldt één keer per schooljaar");
  } else {
    out_.add(run ? "het gebeurt één keer per aaneengesloten periode" : "het gebeurt één keer per schooljaar");
  }
}

std::string Dutch::duties() const {
  std::vector<std::string> bound, free;
  for (Duty duty : rule_.who.duty) {
    if (duty == Duty::leerplichtig) bound.emplace_back("leerplichtig");
    if (duty == Duty::kwalificatieplichtig) bound.emplace_back("kwalificatieplichtig");
    if (duty == Duty::doorstroom)
      free.emplace_back(
          "niet meer leerplichtig of kwalificatieplichtig zijn en nog geen startkwalificatie hebben");
    if (duty == Duty::none)
      free.emplace_back(
          "niet leerplichtig of kwalificatieplichtig zijn en ook niet onder het Doorstroompunt vallen");
  }
  if (!bound.empty()) free.insert(free.begin(), enumerate(bound, "of") + " zijn");
  return enumerate(free, "of");
}

void Dutch::for_whom() {
  const Who& who = rule_.who;
  std::string text = "de regel geldt voor ";
  text += pupil() == "student"    ? "studenten"
          : pupil() == "leerling" ? "leerlingen"
                                  : "leerlingen en studenten";
  if (who.age) {
    constexpr std::int64_t open = 150000000;
    const bool from = who.age->first.steps.front().second > 0,
               to = who.age->second.steps.front().second < open;
    if (from && to)
      text +=
          fmt::format(" van {} tot {} jaar", number(who.age->first, false), number(who.age->second, false));
    else if (from)
      text += fmt::format(" vanaf {} jaar", number(who.age->first, false));
    else if (to)
      text += fmt::format(" jonger dan {} jaar", number(who.age->second, false));
  }
  if (!who.sector.empty()) {
    std::vector<std::string> words;
    for (Sector sector : who.sector) words.emplace_back(sector_words[static_cast<std::size_t>(sector)]);
    text += " in " + enumerate(words, "en");
  }
  if (!who.school.empty())
    text += (who.school.size() > 1 ? " op de scholen " : " op school ") + enumerate(who.school, "en");
  if (!who.level.empty()) text += " van niveau " + enumerate(who.level, "of");
  if (!who.group.empty()) text += " in groep " + enumerate(who.group, "of");
  if (!who.duty.empty()) text += " die " + duties();
  out_.add(text);
  out_.add(who.exempt ? "hij geldt alleen voor wie een vrijstelling heeft"
                      : "hij geldt niet voor wie een vrijstelling heeft");
  if (who.all_schools) out_.add("de afwezigheid op alle scholen van de leerling wordt opgeteld");
}

void Dutch::weight() {
  const auto& severity = rule_.then.severity;
  const bool notice = std::find(severity.begin(), severity.end(), Severity::notice) != severity.end();
  if (notice && std::count(severity.begin(), severity.end(), Severity::notice) ==
                    static_cast<std::ptrdiff_t>(severity.size()))
    out_.add("het is een attendering: een mens beslist of deze stap nodig is");
  else if (notice)
    out_.add("bij de lagere grenzen is het een attendering: een mens beslist of de stap nodig is");
  static constexpr std::array<std::string_view, 6> levels = {
      "dit is een wettelijke plicht",           "dit is een landelijke afspraak of werkwijze",
      "dit is een afspraak in de regio",        "dit is een afspraak van de school",
      "dit komt uit onderzoek en is geen norm", "dit is een voorstel en geen norm"};
  out_.add(std::string(levels[static_cast<std::size_t>(rule_.level)]));
  if (!rule_.basis.text.empty()) out_.add("bron: " + rule_.basis.text);
}

void Dutch::in_force() {
  if (rule_.start > make_date(1900, 1, 1)) {
    const bool ends = rule_.until != open_end;
    std::string text = "de regel geldt ";
    text += rule_.start_is_seen ? (ends ? "in elk geval van " : "in elk geval sinds ")
                                : (ends ? "van " : "vanaf ");
    text += dutch_date(rule_.start);
    if (ends) text += " tot en met " + dutch_date(rule_.until);
    out_.add(text);
  } else if (rule_.until != open_end) {
    out_.add("de regel geldt tot en met " + dutch_date(rule_.until));
  }
}

}  // namespace verzuim
