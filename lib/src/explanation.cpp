// SPDX-License-Identifier: EUPL-1.2
#include "verzuim/explanation.hpp"

#include <algorithm>

#include "explanation_change.hpp"
#include "explanation_outlook.hpp"
#include "verzuim/disclosure.hpp"
#include "verzuim/error.hpp"
#include "verzuim/text.hpp"

namespace verzuim {
namespace {

constexpr std::array<std::string_view, 22> uncounted_names = {
    "other_kind",         "leave",           "not_explained", "late_no_lesson",
    "same_lesson",        "replaced",        "weekend",       "holiday",
    "public_day_off",     "own_day_off",     "no_lessons",    "not_enrolled",
    "calendar_not_known", "other_school",    "filter",        "who",
    "before_window",      "before_restart",  "after",         "not_whole_day",
    "before_run",         "whole_day_missed"};

/// School and JGZ may see every kind of absence.
bool sees_all(RoleHolder viewer) { return viewer == RoleHolder::school || viewer == RoleHolder::jgz; }

/// The version that a signal names, else the one of its day.
const Rule* version_of(const std::vector<Rule>& versions, const Signal& signal) {
  for (const Rule& rule : versions)
    if (rule.start == signal.valid_from) return &rule;
  for (const Rule& rule : versions)
    if (signal.reached_on && rule.start <= *signal.reached_on && *signal.reached_on <= rule.until)
      return &rule;
  return &versions.back();
}

template <class T>
const T* of_rung(const std::vector<T>& list, std::size_t rung) {
  if (list.empty()) return nullptr;
  return list.size() == 1 ? &list.front() : &list[std::min(rung, list.size() - 1)];
}

/// The place of the signal's rung in the rule.
std::size_t rung_of(const Rule& rule, const Signal& signal) {
  for (std::size_t i = 0; signal.reached_on && i < rule.when.at_least.size(); ++i) {
    const auto threshold = rule.when.at_least[i].on(*signal.reached_on);
    if (threshold && decimal(*threshold, 1000000) == signal.threshold) return i;
  }
  return 0;
}

class SignalMaker {
 public:
  SignalMaker(const ExplanationGround& ground, const PupilFacts& facts, const std::vector<Rule>& versions,
              const Signal& signal)
      : ground_(ground),
        versions_(versions),
        brin_(versions.front().who.all_schools ? std::string_view{} : brin_of(signal.school)),
        case_(ground.setting, facts, brin_, versions, ground.on, ground.on + outlook_days) {
    made_.signal = signal;
    made_.rule = *version_of(versions, signal);
  }

  SignalExplanation make();

 private:
  void records(const Hit* hit);
  void holidays(const Stretch& stretch);
  void group(const Hit* hit);
  void blocks(int day);
  void raised(const Stretch& stretch);
  void amounts(const Hit* hit, const Stretch& stretch);
  void due();

  const ExplanationGround& ground_;
  const std::vector<Rule>& versions_;
  std::string_view brin_;
  RuleCase case_;
  SignalExplanation made_;
};

void SignalMaker::due() {
  const Rule& rule = made_.rule;
  const Term* within = of_rung(rule.then.within, rung_of(rule, made_.signal));
  if (within == nullptr || !made_.signal.due_on || !made_.signal.reached_on) return;
  made_.within = *within;
  const SchoolDays* days = ground_.setting.calendar->of(made_.signal.school);
  for (Date d = *made_.signal.reached_on + 1; d < *made_.signal.due_on; d = d + 1) {
    const bool counts = within->unit == TermUnit::days ||
                        (within->unit == TermUnit::school_days && days != nullptr && days->known(d)
                             ? days->is_school_day(d)
                             : ground_.setting.calendar->is_working_day(d));
    if (!counts) made_.skipped.push_back(d);
  }
}

/// The blocks of a rising rate.
void SignalMaker::blocks(int day) {
  const Schooling& schooling = case_.schooling();
  const Tally tally =
      case_.tally(made_.rule, made_.rule.count.of, made_.rule.count.kinds, *made_.signal.reached_on);
  const Rising& rising = *made_.rule.when.rising;
  const int count = rising.last > 0 ? 2 : rising.blocks, length = made_.rule.window.length;
  // How many indexed days before the end of the window a block begins.
  const auto back = [&](int b) {
    if (rising.last == 0) return 7 * length / count * (count - b);
    return 7 * (b == 0 ? length : rising.last);
  };
  for (int b = 0; b < count; ++b) {
    const int from = indexed_start(schooling, day, back(b));
    const int to = b + 1 == count ? day : indexed_start(schooling, day, back(b + 1)) - 1;
    const int first = tally.first_from(from), last = tally.first_from(to + 1) - 1;
    const std::int64_t missed = last >= first ? tally.between(first, last).fifths : 0;
    const std::int64_t scheduled = schooling.day(to).fifths - (from > 0 ? schooling.day(from - 1).fifths : 0);
    ExplainedPart said;
    said.unit = "percent";
    said.from = schooling.date(from);
    said.until = schooling.date(to);
    said.missed = decimal(missed, 5);
    said.scheduled = decimal(scheduled, 5);
    if (scheduled > 0) said.count = decimal(missed * 100, scheduled);
    made_.parts.push_back(std::move(said));
  }
}

/// The worries in the window, those only that the rule holds for.
void SignalMaker::raised(const Stretch& stretch) {
  const Schooling& schooling = case_.schooling();
  const WindowKind window = made_.rule.window.kind;
  const bool weeks = window == WindowKind::school_weeks || window == WindowKind::first;
  for (const Concern& concern : case_.facts().concerns) {
    const int day = schooling.at(concern.on);
    if (day < stretch.counted_from || day > stretch.to || (weeks && !schooling.day(day).indexed)) continue;
    const Enrolment* enrolment = schooling.enrolment_on(concern.on);
    if (enrolment != nullptr && holds(made_.rule.who, case_.setting(), case_.facts(), *enrolment, concern.on,
                                      *made_.signal.reached_on) != Tri::no)
      made_.concerns.push_back({concern.on, concern.by, concern.theme});
  }
}

void SignalMaker::amounts(const Hit* hit, const Stretch& stretch) {
  const Rule& rule = made_.rule;
  const Schooling& schooling = case_.schooling();
  if (!rule.when.mix.empty()) made_.parts = case_.parts(rule, stretch);
  if (rule.when.rising) blocks(stretch.to);
  const bool concerns = rule.count.of == Measure::concerns ||
                        std::any_of(rule.when.mix.begin(), rule.when.mix.end(),
                                    [](const MixPart& p) { return p.of == Measure::concerns; });
  if (concerns) raised(stretch);
  const bool plain = rule.when.mix.empty() && !rule.when.rising && !rule.when.concentrated;
  const Tally tally = case_.tally(rule, rule.count.of, rule.count.kinds, *made_.signal.reached_on);
  const int first = tally.first_from(stretch.counted_from), last = tally.first_from(stretch.to + 1) - 1;
  const std::int64_t value = last < first || !plain ? 0 : tally.value(rule.count.of, first, last);
  if (rule.count.of == Measure::rate && !rule.when.rising) {
    const std::int64_t scheduled =
        schooling.day(stretch.to).fifths - (stretch.from > 0 ? schooling.day(stretch.from - 1).fifths : 0);
    made_.missed = decimal(value, 5);
    made_.scheduled = decimal(scheduled, 5);
    if (hit == nullptr && scheduled > 0) made_.count_now = decimal(value * 100, scheduled);
  } else if (hit == nullptr && plain) {
    made_.count_now = decimal(value, rule.count.of == Measure::hours ? 60 : 1);
  }
}

/// The days that a window of school weeks, or a run that skips holidays, passes over.
void SignalMaker::holidays(const Stretch& stretch) {
  const bool skips =
      made_.rule.window.kind == WindowKind::school_weeks ||
      (made_.rule.window.kind == WindowKind::run && made_.rule.window.holidays == RunHolidays::skip);
  for (int day = stretch.from; skips && day <= stretch.to; ++day) {
    if (case_.schooling().day(day).indexed) continue;
    const Date date = case_.schooling().date(day);
    if (made_.holidays.empty() || made_.holidays.back().second + 1 < date)
      made_.holidays.emplace_back(date, date);
    made_.holidays.back().second = date;
  }
}

/// Of a pattern only what lies in its group adds to the count; a weekday counts once, where half of it or
/// more is missed.
void SignalMaker::group(const Hit* hit) {
  const bool by_weekday = made_.rule.when.concentrated->by_weekday;
  const std::string key = by_weekday ? "weekday=" : "subject=";
  const std::string name = hit->reason.substr(key.size(), hit->reason.find(';') - key.size());
  const Schooling& schooling = case_.schooling();
  for (ExplainedRecord& record : made_.counted) {
    if (!by_weekday) {
      if (record.subject != name) record.counted = "0";
      continue;
    }
    std::int64_t fifths = 0;
    bool whole = false;
    for (const Item& item : schooling.items())
      for (const ExplainedRecord& r : made_.counted)
        if (item.date == record.date && r.date == item.date && r.lesson == item.source->lesson &&
            r.source.line == item.source->line) {
          fifths += item.fifths;
          whole = whole || item.whole_day;
        }
    const bool missed = whole || 2 * fifths >= schooling.scheduled(schooling.at(record.date));
    const auto days = split(name, '+');
    const bool in_group =
        std::find(days.begin(), days.end(), std::to_string(weekday(record.date))) != days.end();
    if (!missed || !in_group) record.counted = "0";
  }
}

void SignalMaker::records(const Hit* hit) {
  const Schooling& schooling = case_.schooling();
  const int day = schooling.at(*made_.signal.reached_on);
  if (day < 0 || day >= schooling.days()) return;
  const Hit* last = made_.rule.again.restart ? case_.before(day) : nullptr;
  if (last != nullptr) made_.restarted_after = schooling.date(last->day);
  Stretch stretch{day, day, day};
  std::vector<MissedDay> run;
  if (made_.rule.window.kind == WindowKind::run) {
    run = case_.run(made_.rule, day);
    if (!run.empty()) stretch.from = stretch.counted_from = run.front().day;
    for (const MissedDay& missed : run) made_.run_days.push_back(schooling.date(missed.day));
    if (hit == nullptr) made_.count_now = std::to_string(run.size());
  } else {
    stretch = case_.stretch(made_.rule, day);
    amounts(hit, stretch);
  }
  made_.window_start = schooling.date(stretch.from);
  holidays(stretch);
  Sifted sifted = sift(case_, made_.rule, stretch, run, ground_.file_of);
  made_.counted = std::move(sifted.counted);
  made_.uncounted = std::move(sifted.uncounted);
  made_.unlisted = sifted.unlisted;
  if (made_.rule.when.concentrated && hit != nullptr) group(hit);
  for (const ExplainedRecord& record : made_.uncounted)
    if (record.why == Uncounted::not_explained && record.date <= *made_.signal.reached_on)
      ++made_.unexplained;
  if (made_.unexplained > 0 && (kinds_of(made_.rule) & bit(Kind::unauthorised)) != 0)
    made_.if_unauthorised = if_unauthorised(
        case_, versions_, brin_, *made_.signal.reached_on,
        last != nullptr ? schooling.date(last->day) : school_year_start(*made_.signal.reached_on) - 1);
}

SignalExplanation SignalMaker::make() {
  if (made_.signal.status == Status::undecided || !made_.signal.reached_on || case_.empty()) {
    made_.found = made_.signal.status == Status::undecided;
    return std::move(made_);
  }
  const Hit* hit = case_.find(made_.signal);
  made_.found = hit != nullptr;
  made_.duty = case_.duty_on_date(*made_.signal.reached_on);
  if (hit != nullptr) {
    made_.rule = *hit->version;
    made_.signal.count = hit->count;
    made_.signal.reason = hit->reason;
  }
  records(hit);
  due();
  made_.outlook = outlook_of(case_, versions_, brin_, ground_.on);
  return std::move(made_);
}

/// What this reader may not see is left out, and it says so.
void withhold(SignalExplanation& made, RoleHolder viewer) {
  if (sees_all(viewer)) return;
  const auto hidden = [&](const ExplainedRecord& record) {
    // That a leave made it authorised, or that a whole day took its place, tells of what stays with the
    // school.
    return !may_see(viewer, bit(record.kind)) || record.why == Uncounted::leave ||
           record.why == Uncounted::replaced;
  };
  for (auto* records : {&made.counted, &made.uncounted})
    made.withheld = std::erase_if(*records, hidden) > 0 || made.withheld;
  made.withheld = made.withheld || made.unlisted > 0 || !made.concerns.empty();
  made.unlisted = 0;
  made.concerns.clear();
  for (ExplainedChange& change : made.changes)
    for (std::string* side : {&change.was, &change.is})
      if (side->starts_with("sick") || side->starts_with("authorised")) {
        side->clear();
        made.withheld = true;
      }
}

}  // namespace

std::string_view name_of(Uncounted why) { return uncounted_names[static_cast<std::size_t>(why)]; }

SignalExplanation explain_signal(const ExplanationGround& ground, const PupilFacts& facts,
                                 const Signal& signal, const EarlierFacts* earlier) {
  const std::vector<Rule>* versions = ground.rules->find(signal.rule);
  SignalExplanation made;
  if (versions == nullptr) {
    if (!sees_all(ground.viewer))
      throw Error(ErrorCode::not_permitted,
                  "the rule of this signal is not in use any more, so it cannot be told whether it may be "
                  "shown; ask the school");
    made.signal = signal;
    made.rule.id = signal.rule;
    made.rule.start = signal.valid_from;
    made.rule.level = signal.level;
    made.found = made.rule_in_use = false;
    return made;
  }
  if (!may_see(ground.viewer, *versions))
    throw Error(ErrorCode::not_permitted,
                "this signal rests on absence or worries that stay with the school and the jeugdarts; ask "
                "the school");
  if (signal.pupil.empty() || facts.enrolments.empty()) {
    made.signal = signal;
    made.rule = *version_of(*versions, signal);
    made.found = signal.status == Status::undecided;
    return made;
  }
  if (signal.reached_on && *signal.reached_on > ground.on)
    throw Error(ErrorCode::no_input, "this signal is of " + to_string(*signal.reached_on) + ", later than " +
                                         to_string(ground.on) + "; ask with --on from that day");
  made = SignalMaker(ground, facts, *versions, signal).make();
  if (!made.found && earlier != nullptr) {
    made.changes = changes_between(*earlier, ground);
    made.changed_at = earlier->at;
    made.changed_by = earlier->files;
  }
  withhold(made, ground.viewer);
  return made;
}

bool follows(const Rulebook& rules, const Setting& setting, const PupilFacts& facts, Date on,
             const std::string& id) {
  std::vector<Signal> signals, undecided;
  Engine engine(rules, setting);
  engine.evaluate(facts, on, signals, undecided);
  return std::any_of(signals.begin(), signals.end(), [&](const Signal& s) { return s.id == id; });
}

}  // namespace verzuim
