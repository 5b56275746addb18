// SPDX-License-Identifier: EUPL-1.2
// Rules in English, for who reads along. Dutch terms of art stay as they are.
#include "rule_sentence_en.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace verzuim {
namespace {

constexpr std::array<std::string_view, 13> small_numbers = {
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"};
constexpr std::array<std::string_view, 8> weekdays = {"",         "Monday", "Tuesday",  "Wednesday",
                                                      "Thursday", "Friday", "Saturday", "Sunday"};
constexpr std::array<std::string_view, 12> months = {"January",   "February", "March",    "April",
                                                     "May",       "June",     "July",     "August",
                                                     "September", "October",  "November", "December"};

}  // namespace

std::string English::date_text(Date date) {
  return fmt::format("{} {} {}", date - first_of_month(date) + 1,
                     months[static_cast<std::size_t>(month_of(date) - 1)], year_of(date));
}

std::string English::words_of(int n) {
  return n >= 0 && n < static_cast<int>(small_numbers.size())
             ? std::string(small_numbers[static_cast<std::size_t>(n)])
             : std::to_string(n);
}

English::Unit English::unit_of(Measure of) {
  switch (of) {
    case Measure::hours:
      return {"hour", "hours"};
    case Measure::lessons:
      return {"lesson", "lessons"};
    case Measure::days:
      return {"school day", "school days"};
    case Measure::concerns:
      return {"worry", "worries"};
    default:
      return {"time", "times"};
  }
}

std::string English::pupil() const {
  const auto& sectors = rule_.who.sector;
  const auto grown = [](Sector s) { return s == Sector::mbo || s == Sector::vavo; };
  if (sectors.empty()) return "pupil or student";
  if (std::all_of(sectors.begin(), sectors.end(), grown)) return "student";
  return std::any_of(sectors.begin(), sectors.end(), grown) ? "pupil or student" : "pupil";
}

/// What stands after `is`.
std::string English::kinds(KindSet set) const {
  static constexpr std::array<std::string_view, 6> words = {
      "absent without leave", "absent with leave",         "ill", "late",
      "sent out of class",    "absent without explanation"};
  if (whatever_reason(set)) return "absent";
  std::vector<std::string> list;
  for (std::size_t i = 0; i < words.size(); ++i)
    if ((set & bit(static_cast<Kind>(i))) != 0) list.emplace_back(words[i]);
  return enumerate(list, "or");
}

std::string English::window() const {
  const Window& w = rule_.window;
  const auto in = [&](std::string_view one, std::string_view many) {
    return w.length == 1 ? fmt::format("within one {}", one)
                         : fmt::format("within {} {}", words_of(w.length), many);
  };
  switch (w.kind) {
    case WindowKind::school_weeks:
      return in("school week", "school weeks");
    case WindowKind::school_days:
      return in("school day", "school days");
    case WindowKind::days:
      return in("day", "days");
    case WindowKind::school_year:
      return "within a school year";
    case WindowKind::calendar_week:
      return "within a week from Monday to Sunday";
    case WindowKind::calendar_month:
      return "within a calendar month";
    case WindowKind::first: {
      const std::string of = w.first_of == FirstOf::stay ? "at this school" : "of the school year";
      return w.length == 1 ? "in the first school week " + of
                           : fmt::format("in the first {} school weeks {}", words_of(w.length), of);
    }
    default:
      return {};
  }
}

std::string English::number(const Quantity& q, bool rate) const {
  const auto one = [&](std::int64_t micro) {
    return rate ? percentage(micro, '.') : plain_number(micro, '.');
  };
  std::string text = one(q.steps.front().second);
  for (std::size_t i = 1; i < q.steps.size(); ++i)
    text += fmt::format(" (from {}: {})", date_text(q.steps[i].first), one(q.steps[i].second));
  return text;
}

std::string English::amount(const Quantity& q, Measure of) const {
  constexpr std::int64_t million = 1000000;
  const Unit unit = unit_of(of);
  const bool one = q.steps.size() == 1 && q.steps.front().second == million;
  if (rule_.when.more_than)
    return fmt::format("more than {} {}", number(q, false), one ? unit.one : unit.many);
  if (one && !rule_.when.below) return unit.one == "time" ? "once" : "one " + unit.one;
  const std::string least = fmt::format("{} {} or more", number(q, false), one ? unit.one : unit.many);
  return rule_.when.below
             ? fmt::format("{} but fewer than {} {}", least, number(*rule_.when.below, false), unit.many)
             : least;
}

std::string English::run_length(const Quantity& q) const {
  constexpr std::int64_t million = 1000000;
  const bool one = q.steps.size() == 1 && q.steps.front().second == million;
  const std::string unit = rule_.window.unit == RunUnit::school_days ? "school day"
                           : rule_.window.unit == RunUnit::months    ? "month"
                                                                     : "day";
  const std::string n = one ? "one" : number(q, false), units = one ? unit : unit + "s";
  return rule_.when.more_than ? fmt::format("for more than {} {} on end", n, units)
                              : fmt::format("for {} {} or longer on end", n, units);
}

std::string English::counted(const Quantity& q, Measure of, KindSet set) const {
  const std::string is = "is " + kinds(set) + " ";
  switch (of) {
    case Measure::run_days:
      return is + run_length(q);
    case Measure::rate: {
      const std::string least =
          rule_.when.more_than ? "more than " + number(q, true) : number(q, true) + " or more";
      const std::string most =
          rule_.when.below ? fmt::format(" but less than {}", number(*rule_.when.below, true)) : "";
      return fmt::format("{}for {}{} of the lesson time", is, least, most);
    }
    case Measure::hours:
    case Measure::lessons:
      return is + "for " + amount(q, of) + " in all";
    case Measure::days:
      return is + "on " + amount(q, of);
    default:
      return is + amount(q, of);
  }
}

std::string English::concentrated() const {
  const Concentrated& c = *rule_.when.concentrated;
  std::string what;
  if (c.by_weekday) {
    std::vector<std::string> days;
    for (int day : c.together) days.emplace_back(weekdays[static_cast<std::size_t>(day)]);
    const std::string which = days.empty() ? "on the same day of the week" : "on a " + enumerate(days, "or");
    what = fmt::format("misses at least half of the lesson time {} times or more {}", words_of(c.at_least),
                       which);
  } else {
    what = fmt::format("misses {} lessons or more of the same subject", words_of(c.at_least));
  }
  if (c.of_scheduled > 0)
    what += fmt::format(", which is {} or more of {}", percentage(c.of_scheduled, '.'),
                        c.by_weekday ? "those days" : "the lessons of that subject");
  if (c.rest_below < 1000000)
    what += fmt::format(", and less than {} of the other {}", percentage(c.rest_below, '.'),
                        c.by_weekday ? "days" : "lessons");
  if (c.p_below < 1)
    what += fmt::format(", and the chance that this is a coincidence is below {}",
                        percentage(static_cast<std::int64_t>(c.p_below * 1e6 + 0.5), '.'));
  return what;
}

std::string English::rising() const {
  const Rising& r = *rule_.when.rising;
  const std::string high = percentage(r.at_least, '.'), ratio = plain_number(r.ratio, '.');
  if (r.last > 0)
    return fmt::format(
        "is {} for {} or more of the lesson time in the last {} of those school weeks, and that is at least "
        "{} times as much as in the school weeks before",
        kinds(rule_.count.kinds), high, words_of(r.last), ratio);
  return fmt::format(
      "is {} more and more: from one block of {} school weeks to the next it never gets less, in the last "
      "block "
      "it is {} or more of the lesson time, and that is at least {} times as much as in the first block",
      kinds(rule_.count.kinds), words_of(rule_.window.length / r.blocks), high, ratio);
}

std::string English::mix() const {
  std::vector<std::string> parts;
  for (const MixPart& part : rule_.when.mix)
    parts.push_back(part.of == Measure::concerns ? "gives rise to " + amount(part.at_least, part.of)
                                                 : counted(part.at_least, part.of, part.kinds));
  return enumerate(parts, "and");
}

std::string English::condition(const Quantity* rung) const {
  if (rule_.count.of == Measure::concerns && rung != nullptr)
    return fmt::format("if {} {} about a {} {} raised", window(), amount(*rung, Measure::concerns), pupil(),
                       rung->steps.front().second > 1000000 ? "are" : "is");
  std::string text = "if a " + pupil();
  const std::string when = window().empty() ? "" : ", " + window() + ",";
  text += when + " ";
  if (rule_.when.concentrated) return text + concentrated();
  if (rule_.when.rising) return text + rising();
  if (!rule_.when.mix.empty()) return text + mix();
  text += counted(*rung, rule_.count.of, rule_.count.kinds);
  if (rule_.when.share_of_days > 0)
    text += fmt::format(", and that on {} or more of the school days in that time",
                        percentage(rule_.when.share_of_days, '.'));
  return text;
}

std::string English::act(std::size_t rung) const {
  const std::string id = rule_.then.step.empty() ? "" : for_rung(rule_.then.step, rung);
  if (id.empty()) return "that is a signal for the school";
  const StepName step = named_step(id, steps_);
  const std::string who = step.role.empty()                   ? "the school"
                          : step.role == "verzuimcoordinator" ? "the attendance coordinator"
                          : step.role == "zorgcoordinator"    ? "the care coordinator"
                          : step.role == "schoolleiding"      ? "the head of the school"
                                                              : "the " + step.role;
  const std::string whom = "the " + pupil();
  if (id == "contact") return fmt::format("{} contacts {} or the parents", who, whom);
  if (id == "mentorgesprek") return fmt::format("{} talks with {}", who, whom);
  if (id == "waarschuwing") return fmt::format("{} writes to {}, and to the parents of a minor", who, whom);
  if (id == "jeugdarts") return "the school asks the jeugdarts for advice";
  if (id == "vroege-actie")
    return fmt::format("{} finds out with {} what is the matter and what is needed", who, whom);
  if (id == "knooppunt")
    return fmt::format("{} calls a knooppunt: a talk with {}, the parents and all who can help", who, whom);
  if (id == "preventiegesprek")
    return fmt::format("the preventiemedewerker of the gemeente invites {}", whom);
  if (id == "gemeentegesprek") return fmt::format("the gemeente where {} lives talks with {}", whom, whom);
  if (id != "melding") return fmt::format("the step \u2018{}\u2019 follows", step.title);
  const std::string melding = rule_.then.melding.empty() ? "" : for_rung(rule_.then.melding, rung);
  const std::string as = melding == "16-uur"   ? " as 16-uursverzuim"
                         : melding == "lrv"    ? " as langdurig relatief verzuim"
                         : melding == "luxe"   ? " as luxeverzuim"
                         : melding == "overig" ? " as overig verzuim"
                         : melding == "18plus" ? " as absence at 18 and over"
                                               : "";
  return fmt::format("the school reports it{} in the absence register of DUO", as);
}

std::string English::term(std::size_t rung) const {
  if (rule_.then.within.empty()) return {};
  const Term& t = for_rung(rule_.then.within, rung);
  if (t.n == 0) return ", on the same day";
  const std::string unit = t.unit == TermUnit::working_days  ? "working day"
                           : t.unit == TermUnit::school_days ? "school day"
                                                             : "day";
  return t.n == 1 ? fmt::format(", within one {}", unit)
                  : fmt::format(", within {} {}s", words_of(t.n), unit);
}

void English::main_sentence() {
  const auto& rungs = rule_.when.at_least;
  const Quantity* first = rungs.empty() ? nullptr : &rungs.front();
  out_.add(fmt::format("{}, then {}{}", condition(first), act(0), term(0)));
  for (std::size_t i = 1; i < rungs.size(); ++i)
    out_.add(fmt::format("at {}, {}{}",
                         rule_.count.of == Measure::rate       ? number(rungs[i], true) + " or more"
                         : rule_.count.of == Measure::run_days ? number(rungs[i], false) + " or longer"
                                                               : amount(rungs[i], rule_.count.of),
                         act(i), term(i)));
}

std::string english_sentence(const Rule& rule, const std::vector<StepName>& steps) {
  return English(rule, steps).text();
}

}  // namespace verzuim
