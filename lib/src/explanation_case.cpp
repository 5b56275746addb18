// SPDX-License-Identifier: EUPL-1.2
#include "explanation_case.hpp"

#include <algorithm>

#include "verzuim/text.hpp"

namespace verzuim {
namespace {

/// How many days before the first record a window of these versions can begin.
int reach_of(const std::vector<Rule>& versions) {
  int reach = 0;
  for (const Rule& rule : versions)
    if (rule.window.kind == WindowKind::days) reach = std::max(reach, rule.window.length);
  return reach;
}

}  // namespace

RuleCase::RuleCase(const Setting& setting, const PupilFacts& facts, std::string_view brin,
                   const std::vector<Rule>& versions, Date on, Date ahead)
    : setting_(setting),
      facts_(facts),
      on_(on),
      schooling_(setting, facts, brin, on, reach_of(versions), ahead),
      chain_(setting_, facts_, schooling_, on) {
  if (!empty()) findings_ = chain_.walk(versions);
}

const Hit* RuleCase::find(const Signal& signal) const {
  if (empty() || !signal.reached_on) return nullptr;
  for (const Hit& hit : findings_.hits)
    if (schooling_.date(hit.day) == *signal.reached_on &&
        (!hit.named_rung || hit.threshold == signal.threshold))
      return &hit;
  return nullptr;
}

const Hit* RuleCase::before(int day) const {
  const Hit* found = nullptr;
  for (const Hit& hit : findings_.hits)
    if (hit.day < day) found = &hit;
  return found;
}

Stretch RuleCase::stretch(const Rule& rule, int day) const {
  Stretch stretch;
  stretch.to = day;
  stretch.from = stretch.counted_from = chain_.window_start(rule, day);
  if (const Hit* last = rule.again.restart ? before(day) : nullptr)
    stretch.counted_from = std::max(stretch.from, last->day + 1);
  return stretch;
}

std::vector<MissedDay> RuleCase::run(const Rule& rule, int day) const {
  Doubt doubt;
  const std::vector<MissedDay> missed = missed_days(rule, setting_, schooling_, doubt);
  std::vector<MissedDay> run;
  const auto last =
      std::find_if(missed.begin(), missed.end(), [&](const MissedDay& m) { return m.day == day; });
  if (last == missed.end()) return run;
  run.assign(last - (last->length - 1), last + 1);
  const Hit* said = rule.again.restart ? before(day) : nullptr;
  while (said != nullptr && run.size() > 1 && run.front().day <= said->day) run.erase(run.begin());
  return run;
}

Tally RuleCase::tally(const Rule& rule, Measure of, KindSet kinds, Date value_day) const {
  Doubt doubt;
  if (of == Measure::concerns)
    return Tally::of_concerns(rule, value_day, setting_, facts_, schooling_, on_, doubt);
  return Tally::of_records(rule, of, kinds, value_day, setting_, facts_, schooling_, doubt);
}

std::vector<ExplainedPart> RuleCase::parts(const Rule& rule, const Stretch& stretch) const {
  std::vector<ExplainedPart> parts;
  const Date day = schooling_.date(stretch.to);
  for (const MixPart& part : rule.when.mix) {
    const Tally counted = tally(rule, part.of, part.kinds, day);
    const int first = counted.first_from(stretch.counted_from), last = counted.first_from(stretch.to + 1) - 1;
    ExplainedPart said;
    said.unit = unit_of(part.of);
    said.count =
        decimal(last < first ? 0 : counted.value(part.of, first, last), part.of == Measure::hours ? 60 : 1);
    if (const auto wanted = part.at_least.on(day)) said.threshold = decimal(*wanted, 1000000);
    for (std::size_t k = 0; k < kind_names.size(); ++k)
      if ((part.kinds & bit(static_cast<Kind>(k))) != 0) said.kinds.emplace_back(kind_names[k]);
    parts.push_back(std::move(said));
  }
  return parts;
}

Duty RuleCase::duty_on_date(Date date) const {
  std::optional<Date> born;
  for (const Enrolment& e : facts_.enrolments)
    if (e.birth_date) born = e.birth_date;
  const Enrolment* at = schooling_.enrolment_on(date);
  if (at == nullptr)
    for (const Enrolment& e : facts_.enrolments)
      if (e.from <= date) at = &e;
  if (at == nullptr) return Duty::not_known;
  return duty_on(*setting_.law, born, facts_.diplomas, at->sector, date);
}

}  // namespace verzuim
