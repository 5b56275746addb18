// SPDX-License-Identifier: EUPL-1.2
#include "explanation_outlook.hpp"

#include <algorithm>

#include "verzuim/text.hpp"

namespace verzuim {
namespace {

constexpr std::int64_t million = 1000000;
/// How many school days of absence are tried out.
constexpr int tried_days = 60;

const Rule* in_force(const std::vector<Rule>& versions, Date on) {
  for (const Rule& rule : versions)
    if (rule.start <= on && on <= rule.until) return &rule;
  return nullptr;
}

bool has_threshold(const Rule& rule) {
  return !rule.when.concentrated && !rule.when.rising && rule.when.mix.empty() && !rule.when.at_least.empty();
}

/// A count with its scale: sixty for hours, else one.
struct Amount {
  std::int64_t value = 0, scale = 1;
};

class Future {
 public:
  Future(const RuleCase& rule_case, const std::vector<Rule>& versions, const Rule& rule,
         std::string_view brin, Date on)
      : case_(rule_case),
        schooling_(rule_case.schooling()),
        versions_(versions),
        rule_(rule),
        brin_(brin),
        on_(on),
        today_(schooling_.at(on)) {}

  std::optional<Outlook> see();

 private:
  Amount amount(const Tally& tally, int day) const;
  void count(Outlook& outlook) const;
  void count_rate(Outlook& outlook) const;
  void count_run(Outlook& outlook) const;
  void falling(const Tally& tally, std::int64_t now, Outlook& outlook) const;
  std::optional<std::int64_t> next_threshold(std::int64_t value, std::int64_t scale) const;
  void again(Outlook& outlook) const;
  void absent_daily(Outlook& outlook) const;
  void ending(Outlook& outlook) const;
  const Hit* last() const { return case_.before(today_ + 1); }
  bool said_this_year(const std::string* rung = nullptr) const;

  const RuleCase& case_;
  const Schooling& schooling_;
  const std::vector<Rule>& versions_;
  const Rule& rule_;
  std::string_view brin_;
  Date on_;
  int today_;
};

bool Future::said_this_year(const std::string* rung) const {
  return std::any_of(case_.findings().hits.begin(), case_.findings().hits.end(), [&](const Hit& hit) {
    return school_year(schooling_.date(hit.day)) == school_year(on_) &&
           (rung == nullptr || hit.threshold == *rung);
  });
}

/// What the window that ends on the place `day` counts, after a restart.
Amount Future::amount(const Tally& tally, int day) const {
  const std::int64_t scale = rule_.count.of == Measure::hours ? 60 : 1;
  int from = case_.stretch(rule_, day).from;
  if (rule_.again.restart && last() != nullptr) from = std::max(from, last()->day + 1);
  const int first = tally.first_from(from), until = tally.first_from(day + 1) - 1;
  return {until < first ? 0 : tally.value(rule_.count.of, first, until), scale};
}

/// The threshold that comes next, in millionths; nothing when all have spoken.
std::optional<std::int64_t> Future::next_threshold(std::int64_t value, std::int64_t scale) const {
  if (rule_.again.every > 0) {
    const auto least = rule_.when.at_least.front().on(on_);
    if (!least) return std::nullopt;
    std::int64_t multiple = (value / scale / rule_.again.every + 1) * rule_.again.every;
    while (multiple * million < *least) multiple += rule_.again.every;
    return multiple * million;
  }
  for (const Quantity& rung : rule_.when.at_least) {
    const auto threshold = rung.on(on_);
    if (!threshold) continue;
    const std::string printed = decimal(*threshold, million);
    const bool said = rule_.when.at_least.size() > 1 ? said_this_year(&printed) : said_this_year();
    if (said && !rule_.again.restart && rule_.again.fresh == 0) continue;
    return threshold;
  }
  return std::nullopt;
}

void Future::falling(const Tally& tally, std::int64_t now, Outlook& outlook) const {
  for (int day = today_ + 1; day < schooling_.days() && now > 0; ++day) {
    const Amount then = amount(tally, day);
    if (then.value >= now) continue;
    outlook.falls_out = schooling_.date(day);
    outlook.left = decimal(then.value, then.scale);
    for (int before = day - 1; before > today_ && !outlook.at_the_latest; --before)
      if (schooling_.day(before).school_day) outlook.at_the_latest = schooling_.date(before);
    return;
  }
}

void Future::count(Outlook& outlook) const {
  const Tally tally = case_.tally(rule_, rule_.count.of, rule_.count.kinds, on_);
  const Amount now = amount(tally, today_);
  outlook.count = decimal(now.value, now.scale);
  const auto threshold = next_threshold(now.value, now.scale);
  falling(tally, now.value, outlook);
  if (!threshold) {
    outlook.at_the_latest.reset();
    return;
  }
  outlook.threshold = decimal(*threshold, million);
  std::int64_t lacking = *threshold * now.scale / million - now.value;
  if (rule_.again.fresh > 0 && last() != nullptr) {
    const int since = tally.first_from(last()->day + 1), until = tally.first_from(today_ + 1) - 1;
    const std::int64_t fresh = until < since ? 0 : tally.value(rule_.count.of, since, until);
    lacking = std::max(lacking, rule_.again.fresh * now.scale - fresh);
  }
  if (rule_.when.more_than && lacking >= 0) ++lacking;
  if (lacking > 0) outlook.lacking = decimal(lacking, now.scale);
  // Where nothing is lacking only a new record can trigger; any will do.
  if (lacking <= 0) outlook.at_the_latest.reset();
}

void Future::count_rate(Outlook& outlook) const {
  const Tally tally = case_.tally(rule_, rule_.count.of, rule_.count.kinds, on_);
  const Stretch stretch = case_.stretch(rule_, today_);
  const std::int64_t scheduled =
      schooling_.day(today_).fifths - (stretch.from > 0 ? schooling_.day(stretch.from - 1).fifths : 0);
  if (scheduled > 0) outlook.count = decimal(amount(tally, today_).value * 100, scheduled);
  if (const auto threshold = next_threshold(0, 1)) outlook.threshold = decimal(*threshold * 100, million);
}

void Future::count_run(Outlook& outlook) const {
  Doubt doubt;
  const auto missed = missed_days(rule_, case_.setting(), schooling_, doubt);
  // The run is still going when no school day came after its last day.
  int length = 0;
  if (!missed.empty() && schooling_.day(today_).number == schooling_.day(missed.back().day).number) {
    const MissedDay& end = missed.back();
    length = rule_.window.unit == RunUnit::school_days ? end.length : end.day - end.run_start + 1;
  }
  outlook.count = std::to_string(length);
  if (rule_.when.at_least.empty()) return;
  if (const auto threshold = rule_.when.at_least.front().on(on_))
    outlook.threshold = decimal(*threshold, million);
}

void Future::again(Outlook& outlook) const {
  const Hit* said = last();
  if (said == nullptr) return;
  if (rule_.again.restart && rule_.again.not_within_days > 0) {
    const Date free = schooling_.date(said->day) + rule_.again.not_within_days;
    if (free > on_) outlook.not_before = free;
  }
  const bool often = rule_.again.restart || rule_.again.every > 0 || rule_.again.fresh > 0 ||
                     rule_.window.kind == WindowKind::run;
  const bool rung_left = has_threshold(rule_) && rule_.when.at_least.size() > 1 && next_threshold(0, 1);
  if (often || rung_left || !said_this_year()) return;
  outlook.said_until = add_months(school_year_start(on_), 12);
}

/// The engine itself says what absence on every coming school day would bring.
void Future::absent_daily(Outlook& outlook) const {
  const KindSet kinds = !rule_.when.mix.empty() ? rule_.when.mix.front().kinds : rule_.count.kinds;
  std::optional<Kind> kind;
  for (const Kind k : {Kind::unauthorised, Kind::sick, Kind::authorised})
    if (!kind && (kinds & bit(k)) != 0) kind = k;
  if (!kind || case_.facts().absences.empty()) return;
  PupilFacts facts = case_.facts();
  const auto at_school = std::find_if(facts.absences.begin(), facts.absences.end(), [&](const Absence& a) {
    const std::string_view school = (*case_.setting().schools)[static_cast<std::size_t>(a.school)];
    return brin_.empty() || brin_of(school) == brin_;
  });
  if (at_school == facts.absences.end()) return;
  Absence trial;
  trial.school = at_school->school;
  trial.kind = *kind;
  if (!rule_.count.where.mark.empty()) trial.mark = rule_.count.where.mark.front();
  Date until = on_;
  facts.absences.erase(std::remove_if(facts.absences.begin(), facts.absences.end(),
                                      [&](const Absence& a) { return a.date > on_; }),
                       facts.absences.end());
  int tried = 0;
  for (int day = today_ + 1; day < schooling_.days() && tried < tried_days; ++day) {
    if (!schooling_.day(day).school_day || !schooling_.day(day).enrolled) continue;
    until = trial.date = schooling_.date(day);
    if (++tried == 1) outlook.first_missed = until;
    facts.absences.push_back(trial);
  }
  const RuleCase then(case_.setting(), facts, brin_, versions_, until);
  for (const Hit& hit : then.findings().hits)
    if (!outlook.if_absent && then.schooling().date(hit.day) > on_)
      outlook.if_absent = then.schooling().date(hit.day);
  if (!outlook.if_absent) outlook.first_missed.reset();
}

void Future::ending(Outlook& outlook) const {
  for (int day = today_ + 1; day < schooling_.days() && !outlook.ends; ++day) {
    const Date date = schooling_.date(day);
    const Enrolment* enrolment = schooling_.enrolment_on(date);
    if (enrolment == nullptr)
      outlook.ends_by = "enrolment";
    else if (in_force(versions_, date) == nullptr)
      outlook.ends_by = "rule";
    else if (holds(rule_.who, case_.setting(), case_.facts(), *enrolment, date, date) == Tri::no)
      outlook.ends_by = "who";
    if (!outlook.ends_by.empty()) outlook.ends = date;
  }
}

std::optional<Outlook> Future::see() {
  const Enrolment* enrolment = schooling_.enrolment_on(on_);
  if (enrolment == nullptr ||
      holds(rule_.who, case_.setting(), case_.facts(), *enrolment, on_, on_) == Tri::no)
    return std::nullopt;
  Outlook outlook;
  outlook.on = on_;
  outlook.unit = unit_of(rule_.count.of);
  if (rule_.window.kind == WindowKind::run)
    count_run(outlook);
  else if (case_.closed(rule_, today_))
    return std::nullopt;
  else if (has_threshold(rule_) && rule_.count.of == Measure::rate)
    count_rate(outlook);
  else if (has_threshold(rule_))
    count(outlook);
  if (!rule_.when.mix.empty()) outlook.parts = case_.parts(rule_, case_.stretch(rule_, today_));
  again(outlook);
  if (!outlook.said_until) absent_daily(outlook);
  ending(outlook);
  return outlook;
}

}  // namespace

std::optional<Outlook> outlook_of(const RuleCase& rule_case, const std::vector<Rule>& versions,
                                  std::string_view brin, Date on) {
  const Rule* rule = in_force(versions, on);
  if (rule == nullptr || rule_case.empty() || on < rule_case.schooling().first() ||
      rule_case.schooling().at(on) >= rule_case.schooling().days())
    return std::nullopt;
  return Future(rule_case, versions, *rule, brin, on).see();
}

std::optional<Date> if_unauthorised(const RuleCase& rule_case, const std::vector<Rule>& versions,
                                    std::string_view brin, Date on, Date after) {
  PupilFacts facts = rule_case.facts();
  bool any = false;
  for (Absence& absence : facts.absences) {
    if (absence.kind != Kind::unknown || absence.date > on) continue;
    absence.kind = Kind::unauthorised;
    any = true;
  }
  if (!any) return std::nullopt;
  const RuleCase then(rule_case.setting(), facts, brin, versions, on);
  for (const Hit& hit : then.findings().hits) {
    const Date date = then.schooling().date(hit.day);
    if (date <= after) continue;
    const bool same = std::any_of(rule_case.findings().hits.begin(), rule_case.findings().hits.end(),
                                  [&](const Hit& h) { return rule_case.schooling().date(h.day) == date; });
    return same ? std::nullopt : std::optional(date);
  }
  return std::nullopt;
}

}  // namespace verzuim
