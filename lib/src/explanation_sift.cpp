// SPDX-License-Identifier: EUPL-1.2
// Every record held against a rule: counted, and for how much, or not counted, and why.
#include <algorithm>
#include <set>

#include "explanation_case.hpp"
#include "verzuim/text.hpp"

namespace verzuim {
namespace {

using FileOf = std::function<std::string(int)>;

const std::string& school_text(const Setting& setting, const Absence& record) {
  return (*setting.schools)[static_cast<std::size_t>(record.school)];
}

const Lesson* lesson_of(const Item& item) {
  if (item.timetable == nullptr || item.whole_day) return nullptr;
  for (const Lesson& lesson : item.timetable->lessons(item.date))
    if (lesson.lesson == item.source->lesson) return &lesson;
  return nullptr;
}

/// Which slot of `who` does not hold.
std::string who_fails(const Rule& rule, const RuleCase& rule_case, const Item& item, Date value_day) {
  const auto fails = [&](Who only) {
    for (const bool exempt : {false, true}) {
      only.exempt = exempt;
      if (holds(only, rule_case.setting(), rule_case.facts(), *item.enrolment, item.date, value_day) !=
          Tri::no)
        return false;
    }
    return true;
  };
  const auto only = [](auto member, const Who& who) {
    Who one;
    one.*member = who.*member;
    return one;
  };
  if (fails(only(&Who::duty, rule.who))) return "duty";
  if (fails(only(&Who::age, rule.who))) return "age";
  if (fails(only(&Who::sector, rule.who))) return "sector";
  if (fails(only(&Who::school, rule.who))) return "school";
  if (fails(only(&Who::level, rule.who))) return "level";
  if (fails(only(&Who::group, rule.who))) return "group";
  return "exempt";
}

/// Which part of `where` the record does not pass.
std::string filter_fails(const Rule& rule, const RuleCase& rule_case, const Item& item) {
  const Where& where = rule.count.where;
  const auto fails = [&](auto member) {
    Count only = rule.count;
    only.where = {};
    only.where.*member = where.*member;
    Doubt doubt;
    return !passes(only, rule_case.setting(), rule_case.schooling(), item, doubt);
  };
  if (fails(&Where::mark)) return "mark";
  if (fails(&Where::whole_day)) return "whole_day";
  if (fails(&Where::weekday)) return "weekday";
  if (fails(&Where::minutes)) return "minutes";
  if (fails(&Where::beside_holiday)) return "beside_holiday";
  return fails(&Where::first_lesson) ? "first_lesson" : "share_of_day";
}

/// What a mix or a count looks at.
KindSet kinds_of_rule(const Rule& rule) {
  KindSet kinds = rule.count.kinds;
  for (const MixPart& part : rule.when.mix) kinds = static_cast<KindSet>(kinds | part.kinds);
  return kinds;
}

/// The measure that counts a record of this kind: of a mix that of the first part that names it.
Measure measure_of(const Rule& rule, Kind kind) {
  for (const MixPart& part : rule.when.mix)
    if ((part.kinds & bit(kind)) != 0) return part.of;
  return rule.count.of;
}

class Sieve {
 public:
  Sieve(const RuleCase& rule_case, const Rule& rule, const Stretch& stretch,
        const std::vector<MissedDay>& run, const FileOf& file_of)
      : case_(rule_case),
        rule_(rule),
        stretch_(stretch),
        file_of_(file_of),
        is_run_(rule.window.kind == WindowKind::run) {
    for (const MissedDay& day : run) run_.insert(day.day);
    const Schooling& schooling = case_.schooling();
    value_day_ = schooling.date(stretch.to);
    if (rule.when.concentrated && !rule.when.concentrated->by_weekday) {
      Doubt doubt;
      for (const MissedDay& day : missed_days(rule, case_.setting(), schooling, doubt)) gone_.insert(day.day);
    }
  }

  Sifted sift();

 private:
  std::optional<Uncounted> why_not(const Item& item, std::string& detail) const;
  std::optional<Uncounted> by_time(const Item& item) const;
  std::string counted(const Item& item);
  void other_schools(Sifted& sifted) const;
  /// True where a record that does not count is worth a line.
  bool of_weight(const Item& item, Uncounted why) const;

  const RuleCase& case_;
  const Rule& rule_;
  const Stretch& stretch_;
  const FileOf& file_of_;
  bool is_run_;
  Date value_day_;
  std::set<int> run_, gone_;
  // What was counted last, so that a day, a spell or a lesson counts once.
  int last_day_ = -1;
  std::set<std::pair<int, int>> lessons_;
};

std::optional<Uncounted> Sieve::by_time(const Item& item) const {
  if (item.day > stretch_.to) return Uncounted::after;
  if (is_run_) {
    if (run_.contains(item.day)) return std::nullopt;
    return run_.empty() || item.day > *run_.begin() ? Uncounted::not_whole_day : Uncounted::before_run;
  }
  if (item.day < stretch_.from) return Uncounted::before_window;
  if (item.day < stretch_.counted_from) return Uncounted::before_restart;
  return std::nullopt;
}

std::optional<Uncounted> Sieve::why_not(const Item& item, std::string& detail) const {
  const KindSet kinds = kinds_of_rule(rule_);
  if ((kinds & bit(item.kind)) == 0) {
    if (item.kind != item.source->kind && (kinds & bit(item.source->kind)) != 0) return Uncounted::leave;
    return item.kind == Kind::unknown ? Uncounted::not_explained : Uncounted::other_kind;
  }
  if (const auto fate = fate_of(case_, item, detail)) return fate;
  if (measure_of(rule_, item.kind) == Measure::lessons && item.kind == Kind::late)
    return Uncounted::late_no_lesson;
  Doubt doubt;
  if (rule_.count.where.any() && !passes(rule_.count, case_.setting(), case_.schooling(), item, doubt)) {
    detail = filter_fails(rule_, case_, item);
    return Uncounted::filter;
  }
  // For a run only the trigger day is asked whether the rule holds.
  if (!is_run_ &&
      holds(rule_.who, case_.setting(), case_.facts(), *item.enrolment, item.date, value_day_) == Tri::no) {
    detail = who_fails(rule_, case_, item, value_day_);
    return Uncounted::who;
  }
  if (const auto time = by_time(item)) return time;
  if (gone_.contains(item.day)) return Uncounted::whole_day_missed;
  return std::nullopt;
}

std::string Sieve::counted(const Item& item) {
  const Schooling& schooling = case_.schooling();
  const bool new_day = item.day != last_day_;
  const bool adjoins =
      last_day_ >= 0 && schooling.day(item.day).number - schooling.day(last_day_).number <= 1;
  last_day_ = item.day;
  const auto once = [](bool yes) { return std::string(yes ? "1" : "0"); };
  if (rule_.when.concentrated) {
    // The group itself is told apart by subject or weekday; a weekday is counted in days.
    return once(!rule_.when.concentrated->by_weekday || new_day);
  }
  if (rule_.when.rising) return decimal(item.fifths, 5);
  switch (measure_of(rule_, item.kind)) {
    case Measure::hours:
      return decimal(item.minutes, 60);
    case Measure::lessons: {
      const bool fresh = item.whole_day || lessons_.insert({item.day, item.source->lesson}).second;
      return std::to_string(fresh ? item.lessons : 0);
    }
    case Measure::days:
    case Measure::run_days:
      return once(new_day);
    case Measure::spells:
      return once(new_day && !adjoins);
    case Measure::rate:
      return decimal(item.fifths, 5);
    default:
      return "1";
  }
}

bool Sieve::of_weight(const Item& item, Uncounted why) const {
  const bool inside =
      item.day >= (is_run_ && !run_.empty() ? *run_.begin() : stretch_.from) && item.day <= stretch_.to;
  if (inside) return true;
  const Date date = case_.schooling().date(item.day), trigger = case_.schooling().date(stretch_.to);
  const bool of_kind = why != Uncounted::other_kind && why != Uncounted::not_explained;
  return of_kind && item.day <= stretch_.to && school_year(date) == school_year(trigger);
}

void Sieve::other_schools(Sifted& sifted) const {
  const Schooling& schooling = case_.schooling();
  std::set<const Absence*> here;
  for (const Item& item : schooling.items()) here.insert(item.source);
  for (const Absence& absence : case_.facts().absences) {
    const int day = schooling.at(absence.date);
    if (here.contains(&absence) || day < stretch_.from || day > stretch_.to) continue;
    if ((kinds_of_rule(rule_) & bit(absence.kind)) == 0) continue;
    ExplainedRecord record;
    record.date = absence.date;
    record.lesson = absence.lesson;
    record.kind = absence.kind;
    record.mark = absence.mark;
    record.duty = case_.duty_on_date(absence.date);
    record.source = {absence.batch != 0 && file_of_ ? file_of_(absence.batch) : std::string(), absence.line};
    record.why = Uncounted::other_school;
    record.detail = school_text(case_.setting(), absence);
    sifted.uncounted.push_back(std::move(record));
  }
}

Sifted Sieve::sift() {
  Sifted sifted;
  for (const Item& item : case_.schooling().items()) {
    std::string detail;
    const auto why = why_not(item, detail);
    if (why && !of_weight(item, *why)) {
      ++sifted.unlisted;
      continue;
    }
    ExplainedRecord record = record_of(case_, item, file_of_);
    record.why = why;
    record.detail = std::move(detail);
    if (!why) record.counted = counted(item);
    const Measure of = measure_of(rule_, item.kind);
    record.assumed = item.assumed && (of == Measure::hours || of == Measure::lessons);
    (why ? sifted.uncounted : sifted.counted).push_back(std::move(record));
  }
  other_schools(sifted);
  return sifted;
}

}  // namespace

ExplainedRecord record_of(const RuleCase& rule_case, const Item& item, const FileOf& file_of) {
  ExplainedRecord record;
  record.date = item.date;
  record.lesson = item.source->lesson;
  record.kind = item.source->kind;
  record.mark = item.source->mark;
  if (const Lesson* lesson = lesson_of(item)) record.subject = lesson->subject;
  record.duty = rule_case.duty_on_date(item.date);
  record.source = {item.source->batch != 0 && file_of ? file_of(item.source->batch) : std::string(),
                   item.source->line};
  return record;
}

std::optional<Uncounted> no_school(const Setting& setting, std::string_view school, Date date,
                                   std::string& detail) {
  if (weekday(date) > 5) return Uncounted::weekend;
  const std::string region = setting.calendar->region_of(school);
  for (const SchoolHoliday& holiday : setting.calendar->holidays())
    if (holiday.region == region && holiday.first <= date && date <= holiday.last) {
      detail = holiday.name;
      return Uncounted::holiday;
    }
  if (!setting.calendar->is_working_day(date)) return Uncounted::public_day_off;
  const SchoolDays* days = setting.calendar->of(school);
  if (days != nullptr && days->known(date) && !days->is_school_day(date)) return Uncounted::own_day_off;
  return std::nullopt;
}

std::optional<Uncounted> fate_of(const RuleCase& rule_case, const Item& item, std::string& detail) {
  switch (item.fate) {
    case Fate::counts:
      return std::nullopt;
    case Fate::replaced:
      return Uncounted::replaced;
    case Fate::no_lessons:
      return Uncounted::no_lessons;
    case Fate::not_enrolled:
      return Uncounted::not_enrolled;
    case Fate::not_known:
      return Uncounted::calendar_not_known;
    default:
      return no_school(rule_case.setting(), item.enrolment->school, item.date, detail)
          .value_or(Uncounted::own_day_off);
  }
}

Sifted sift(const RuleCase& rule_case, const Rule& rule, const Stretch& stretch,
            const std::vector<MissedDay>& run, const FileOf& file_of) {
  return Sieve(rule_case, rule, stretch, run, file_of).sift();
}

}  // namespace verzuim
