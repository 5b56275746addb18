// SPDX-License-Identifier: EUPL-1.2
// What stands behind the first sentence: what counts, when again, for whom, and whose norm it is.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "rule_sentence_en.hpp"

namespace verzuim {
namespace {

constexpr std::array<std::string_view, 8> weekdays = {"",         "Monday", "Tuesday",  "Wednesday",
                                                      "Thursday", "Friday", "Saturday", "Sunday"};
constexpr std::array<std::string_view, 8> mark_words = {
    "something else",        "holidays in term time (luxeverzuim)",
    "a religious duty",      "weighty circumstances",
    "the parents' work",     "a suspension",
    "a medical appointment", "an activity elsewhere"};
constexpr std::array<std::string_view, 6> sector_words = {
    "primary education (po)",     "special primary education (so)",
    "secondary education (vo)",   "special secondary education (vso)",
    "vocational education (mbo)", "adult general secondary education (vavo)"};

}  // namespace

void English::what_counts() {
  KindSet set = rule_.count.kinds;
  for (const MixPart& part : rule_.when.mix) set |= part.kinds;
  if (whatever_reason(rule_.count.kinds) && rule_.when.mix.empty()) {
    std::vector<std::string> also, not_so;
    (set & bit(Kind::late) ? also : not_so).emplace_back("being late");
    (set & bit(Kind::removed) ? also : not_so).emplace_back("being sent out of class");
    out_.add(also.empty() ? "the reason of the absence does not matter"
                          : "the reason of the absence does not matter, and " + enumerate(also, "and") +
                                (also.size() > 1 ? " count too" : " counts too"));
    if (!not_so.empty())
      out_.add(enumerate(not_so, "and") + (not_so.size() > 1 ? " do not count" : " does not count"));
  }
  const auto counts = [&](Measure of) {
    return rule_.count.of == of || std::any_of(rule_.when.mix.begin(), rule_.when.mix.end(),
                                               [&](const MixPart& p) { return p.of == of; });
  };
  if (counts(Measure::spells)) out_.add("school days in a row are one time");
  if (rule_.window.kind == WindowKind::school_weeks || rule_.window.kind == WindowKind::first)
    out_.add("weeks of holiday are no school weeks");
  if (rule_.window.kind == WindowKind::run && rule_.window.unit != RunUnit::school_days)
    out_.add(rule_.window.holidays == RunHolidays::count ? "weekends and holidays in that time count"
             : rule_.window.holidays == RunHolidays::skip
                 ? "weekends count, weeks of holiday do not"
                 : "weekends count; whether holidays do is not settled: where that "
                   "makes a difference, a person decides");
  if (rule_.count.min_school_days > 0)
    out_.add(fmt::format("it is worked out only once there have been {} school days",
                         words_of(rule_.count.min_school_days)));
  where();
}

void English::where() {
  const Where& w = rule_.count.where;
  if (!w.mark.empty()) {
    std::vector<std::string> words;
    for (std::uint8_t mark : w.mark) words.emplace_back(mark_words[mark]);
    out_.add("only absence because of " + enumerate(words, "or") + " counts");
  }
  if (!w.lesson.empty()) {
    std::vector<std::string> numbers;
    for (int lesson : w.lesson) numbers.push_back(std::to_string(lesson));
    out_.add(numbers.size() > 1 ? "only the lessons " + enumerate(numbers, "and") + " count"
                                : "only lesson " + numbers.front() + " counts");
  }
  if (w.first_lesson)
    out_.add("only a first lesson that is missed counts, when the pupil is at school later that day");
  if (w.beside_holiday)
    out_.add(
        *w.beside_holiday == 1
            ? std::string(
                  "only the last school day before and the first school day after a school holiday count")
            : fmt::format("only the last {0} school days before and the first {0} school days after a school "
                          "holiday count",
                          words_of(*w.beside_holiday)));
  if (!w.weekday.empty()) {
    std::vector<std::string> days;
    for (int day : w.weekday) days.emplace_back(weekdays[static_cast<std::size_t>(day)]);
    out_.add("only absence on a " + enumerate(days, "or") + " counts");
  }
  if (w.whole_day)
    out_.add(*w.whole_day ? "only whole days count" : "whole days do not count, single lessons do");
  bounds(w);
}

void English::bounds(const Where& where) {
  const auto between = [](const Bounds& b, const auto& text) {
    if (!b.below) return text(*b.at_least) + " or more";
    if (!b.at_least) return "less than " + text(*b.below);
    return text(*b.at_least) + " or more but less than " + text(*b.below);
  };
  if (where.minutes.any())
    out_.add(fmt::format("only absence of {} counts", between(where.minutes, [](std::int64_t micro) {
                           return plain_number(micro, '.') + (micro == 1000000 ? " minute" : " minutes");
                         })));
  if (where.share_of_day.any())
    out_.add(
        fmt::format("only days count on which that is {} of the lesson time",
                    between(where.share_of_day, [](std::int64_t micro) { return percentage(micro, '.'); })));
}

void English::again() {
  const Again& a = rule_.again;
  const Unit unit = unit_of(rule_.count.of);
  const bool run = rule_.window.kind == WindowKind::run;
  if (a.restart) {
    out_.add("counting then starts anew on the day after");
    if (a.not_within_days > 0)
      out_.add(fmt::format("the next signal comes no sooner than {} days later", a.not_within_days));
  } else if (a.every == 1) {
    out_.add(fmt::format("it happens again at every further {}", unit.one));
  } else if (a.every > 1) {
    out_.add(fmt::format("it happens again at {}, {}, {} {} and so on", a.every * 2, a.every * 3, a.every * 4,
                         unit.many));
  } else if (a.fresh == 1) {
    out_.add(fmt::format("it happens again at every new {}", unit.one));
  } else if (a.fresh > 1) {
    out_.add(fmt::format("it happens again after {} more {}", words_of(a.fresh), unit.many));
  } else if (rule_.when.at_least.size() > 1) {
    out_.add(run ? "each limit holds once in an unbroken period" : "each limit holds once in a school year");
  } else {
    out_.add(run ? "it happens once in an unbroken period" : "it happens once in a school year");
  }
}

std::string English::duties() const {
  std::vector<std::string> words;
  for (Duty duty : rule_.who.duty) {
    if (duty == Duty::leerplichtig) words.emplace_back("leerplichtig");
    if (duty == Duty::kwalificatieplichtig) words.emplace_back("kwalificatieplichtig");
    if (duty == Duty::doorstroom)
      words.emplace_back(
          "no longer leerplichtig or kwalificatieplichtig and still without a startkwalificatie");
    if (duty == Duty::none)
      words.emplace_back(
          "neither leerplichtig or kwalificatieplichtig nor in the care of the Doorstroompunt");
  }
  return enumerate(words, "or");
}

void English::for_whom() {
  const Who& who = rule_.who;
  std::string text = "the rule is for ";
  text += pupil() == "student" ? "students" : pupil() == "pupil" ? "pupils" : "pupils and students";
  if (who.age) {
    constexpr std::int64_t open = 150000000;
    const bool from = who.age->first.steps.front().second > 0,
               to = who.age->second.steps.front().second < open;
    if (from) text += fmt::format(" from the age of {}", number(who.age->first, false));
    if (to) text += fmt::format(" below the age of {}", number(who.age->second, false));
  }
  if (!who.sector.empty()) {
    std::vector<std::string> words;
    for (Sector sector : who.sector) words.emplace_back(sector_words[static_cast<std::size_t>(sector)]);
    text += " in " + enumerate(words, "and");
  }
  if (!who.school.empty())
    text += (who.school.size() > 1 ? " at the schools " : " at the school ") + enumerate(who.school, "and");
  if (!who.level.empty()) text += " of the level " + enumerate(who.level, "or");
  if (!who.group.empty()) text += " in the group " + enumerate(who.group, "or");
  if (!who.duty.empty()) text += " who are " + duties();
  out_.add(text);
  out_.add(who.exempt ? "it is only for those who are exempt" : "it is not for those who are exempt");
  if (who.all_schools) out_.add("the absence at all schools of the pupil is added up");
}

void English::weight() {
  const auto& severity = rule_.then.severity;
  const auto notices = std::count(severity.begin(), severity.end(), Severity::notice);
  if (notices == static_cast<std::ptrdiff_t>(severity.size()))
    out_.add("it draws attention only: a person decides whether this step is needed");
  else if (notices > 0)
    out_.add("at the lower limits it draws attention only: a person decides whether the step is needed");
  static constexpr std::array<std::string_view, 6> levels = {"this is a duty of the law",
                                                             "this is a national agreement or method",
                                                             "this is an agreement in the region",
                                                             "this is an agreement of the school",
                                                             "this comes from research and is no norm",
                                                             "this is a proposal and no norm"};
  out_.add(std::string(levels[static_cast<std::size_t>(rule_.level)]));
  if (!rule_.basis.text.empty()) out_.add("source: " + rule_.basis.text);
}

void English::in_force() {
  if (rule_.start > make_date(1900, 1, 1)) {
    const bool ends = rule_.until != open_end;
    std::string text = rule_.start_is_seen
                           ? (ends ? "the rule held at least from " : "the rule has held at least since ")
                           : "the rule holds from ";
    text += date_text(rule_.start);
    if (ends) text += " until " + date_text(rule_.until);
    out_.add(text);
  } else if (rule_.until != open_end) {
    out_.add("the rule holds until " + date_text(rule_.until));
  }
}

}  // namespace verzuim
