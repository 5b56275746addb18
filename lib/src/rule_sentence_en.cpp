// SPDX-License-Identifier: EUPL-1.2
// Rules in English, for who reads along. Dutch terms of art stay as they are.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "rule_wording.hpp"

namespace verzuim {
namespace {

constexpr std::array<std::string_view, 13> small_numbers = {
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"};
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
constexpr std::array<std::string_view, 12> months = {"January",   "February", "March",    "April",
                                                     "May",       "June",     "July",     "August",
                                                     "September", "October",  "November", "December"};

std::string words_of(int n) {
  return n >= 0 && n < static_cast<int>(small_numbers.size())
             ? std::string(small_numbers[static_cast<std::size_t>(n)])
             : std::to_string(n);
}

std::string english_date(Date date) {
  return fmt::format("{} {} {}", date - first_of_month(date) + 1,
                     months[static_cast<std::size_t>(month_of(date) - 1)], year_of(date));
}

struct Unit {
  std::string one, many;
};

Unit unit_of(Measure of) {
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

class English {
 public:
  English(const Rule& rule, const std::vector<StepName>& steps) : rule_(rule), steps_(steps) {}

  std::string text() {
    main_sentence();
    what_counts();
    again();
    for_whom();
    weight();
    in_force();
    return out_.text();
  }

 private:
  std::string pupil() const;
  std::string kinds(KindSet set) const;
  std::string window() const;
  std::string number(const Quantity& q, bool rate) const;
  std::string amount(const Quantity& q, Measure of) const;
  std::string run_length(const Quantity& q) const;
  std::string counted(const Quantity& q, Measure of, KindSet set) const;
  std::string condition(const Quantity* rung) const;
  std::string concentrated() const;
  std::string rising() const;
  std::string mix() const;
  std::string act(std::size_t rung) const;
  std::string term(std::size_t rung) const;
  void main_sentence();
  void what_counts();
  void where();
  void bounds(const Where& where);
  void again();
  std::string duties() const;
  void for_whom();
  void weight();
  void in_force();

  const Rule& rule_;
  const std::vector<StepName>& steps_;
  Sentences out_;
};

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
    text += fmt::format(" (from {}: {})", english_date(q.steps[i].first), one(q.steps[i].second));
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
    text += english_date(rule_.start);
    if (ends) text += " until " + english_date(rule_.until);
    out_.add(text);
  } else if (rule_.until != open_end) {
    out_.add("the rule holds until " + english_date(rule_.until));
  }
}

}  // namespace

std::string english_sentence(const Rule& rule, const std::vector<StepName>& steps) {
  return English(rule, steps).text();
}

}  // namespace verzuim
