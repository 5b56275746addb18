// SPDX-License-Identifier: EUPL-1.2
// A pupil: everything that is known, by date, and how far each rule is.
#include <algorithm>
#include <map>
#include <set>

#include "explanation_outlook.hpp"
#include "explanation_pupil_days.hpp"
#include "verzuim/disclosure.hpp"
#include "verzuim/text.hpp"

namespace verzuim {
namespace {

class PupilMaker {
 public:
  PupilMaker(const ExplanationGround& ground, const PupilFacts& facts) : ground_(ground), facts_(facts) {
    for (const Enrolment& e : facts.enrolments)
      if (e.birth_date) born_ = e.birth_date;
    inside_ = ground.viewer == RoleHolder::school || ground.viewer == RoleHolder::jgz;
    made_.pupil = facts.pupil;
    made_.on = ground.on;
  }

  PupilExplanation make(const std::vector<Signal>& kept, const std::vector<DossierExplanation>& dossiers);

 private:
  void enrolments();
  void duties();
  void papers();
  void absences();
  void days();
  void signals(const std::vector<Signal>& kept);
  void dossiers(const std::vector<DossierExplanation>& dossiers);
  void standings(const std::vector<Signal>& kept);
  void standing(const std::vector<Rule>& versions, const std::string& brin, const std::vector<Signal>& kept);
  void nowhere();
  Duty duty(Date date) const;
  bool hidden(const Absence& absence);
  TimelineLine& add(Date on, std::string_view what, std::string code = {}) {
    made_.timeline.push_back({on, std::nullopt, std::string(what), std::move(code), {}, {}, {}, {}, {}});
    return made_.timeline.back();
  }

  const ExplanationGround& ground_;
  const PupilFacts& facts_;
  std::optional<Date> born_;
  bool inside_ = true;
  PupilExplanation made_;
};

bool PupilMaker::hidden(const Absence& absence) {
  // A leave makes the day authorised, whatever was written down.
  const bool leave = leave_on(*ground_.setting.law, facts_.exemptions, absence.date);
  // A lesson of a day that is hidden as a whole would tell that there is something to hide.
  const bool in_hidden_day =
      !inside_ && std::any_of(facts_.absences.begin(), facts_.absences.end(), [&](const Absence& day) {
        return day.lesson == 0 && day.date == absence.date && day.school == absence.school &&
               !may_see(ground_.viewer, bit(day.kind));
      });
  const bool hide = in_hidden_day || !may_see(ground_.viewer, bit(leave ? Kind::authorised : absence.kind));
  made_.withheld = made_.withheld || hide;
  return hide;
}

Duty PupilMaker::duty(Date date) const {
  const Enrolment* at = nullptr;
  for (const Enrolment& e : facts_.enrolments)
    if (e.from <= date) at = &e;
  return at == nullptr ? Duty::not_known
                       : duty_on(*ground_.setting.law, born_, facts_.diplomas, at->sector, date);
}

void PupilMaker::enrolments() {
  for (const Enrolment& e : facts_.enrolments) {
    if (e.from > ground_.on) continue;
    TimelineLine& line =
        add(e.from, "enrolment", std::string(sector_names[static_cast<std::size_t>(e.sector)]));
    if (e.until < open_end) line.until = e.until;
    line.school = e.school;
    line.gemeente = e.gemeente;
    line.detail = e.group.empty() || e.level.empty() ? e.group + e.level : e.group + " " + e.level;
  }
}

void PupilMaker::duties() {
  Date from = ground_.on;
  for (const Enrolment& e : facts_.enrolments) from = std::min(from, e.from);
  std::optional<Duty> last;
  for (Date date = from; date <= ground_.on; date = date + 1) {
    const Duty now = duty(date);
    if (last != now) add(date, "duty", std::string(duty_names[static_cast<std::size_t>(now)]));
    last = now;
  }
  made_.duty = duty(ground_.on);
}

void PupilMaker::papers() {
  for (const Diploma& diploma : facts_.diplomas)
    if (diploma.on <= ground_.on) add(diploma.on, "diploma", diploma.diploma);
  if (!inside_) {
    made_.withheld = made_.withheld || !facts_.exemptions.empty() || !facts_.concerns.empty();
    return;
  }
  for (const Exemption& exemption : facts_.exemptions) {
    if (exemption.from > ground_.on) continue;
    TimelineLine& line = add(exemption.from, "exemption", exemption.article);
    if (exemption.until < open_end) line.until = exemption.until;
  }
  for (const Concern& concern : facts_.concerns)
    if (concern.on <= ground_.on) add(concern.on, "concern", concern.theme).detail = concern.by;
}

/// A week of absence is one line.
void PupilMaker::absences() {
  std::map<Date, std::map<Kind, int>> weeks;
  for (const Absence& absence : facts_.absences)
    if (absence.date <= ground_.on && !hidden(absence)) ++weeks[monday_of(absence.date)][absence.kind];
  for (const auto& [monday, kinds] : weeks) {
    TimelineLine& line = add(monday, "absence", iso_week(monday));
    line.until = monday + 6;
    line.records.assign(kinds.begin(), kinds.end());
  }
}

void PupilMaker::days() {
  std::vector<const Absence*> seen;
  for (const Absence& absence : facts_.absences)
    if (absence.date <= ground_.on && !hidden(absence)) seen.push_back(&absence);
  made_.days = pupil_days(ground_.setting, facts_, ground_.on, seen);
}

void PupilMaker::signals(const std::vector<Signal>& kept) {
  for (const Signal& signal : kept) {
    if (!signal.reached_on || *signal.reached_on > ground_.on) continue;
    const std::vector<Rule>* versions = ground_.rules->find(signal.rule);
    if (!inside_ && (versions == nullptr || !may_see(ground_.viewer, *versions))) {
      made_.withheld = true;
      continue;
    }
    TimelineLine& line = add(*signal.reached_on, "signal", signal.rule);
    line.id = signal.id;
    line.detail = versions == nullptr ? signal.rule : versions->back().title;
    if (signal.status == Status::withdrawn) line.what = "signal_withdrawn";
  }
}

void PupilMaker::dossiers(const std::vector<DossierExplanation>& dossiers) {
  for (const DossierExplanation& dossier : dossiers) {
    made_.withheld = made_.withheld || dossier.withheld;
    for (std::size_t i = 0; i < dossier.events.size(); ++i) {
      const DossierEvent& event = dossier.events[i];
      if (event.type == "signal" || event.type == "withdrawn" || event.on > ground_.on) continue;
      TimelineLine& line = add(event.on, "dossier", event.type);
      line.id = event.dossier;
      line.detail = dossier.titles[i];
    }
  }
}

void PupilMaker::standing(const std::vector<Rule>& versions, const std::string& brin,
                          const std::vector<Signal>& kept) {
  const RuleCase rule_case(ground_.setting, facts_, brin, versions, ground_.on, ground_.on + outlook_days);
  if (rule_case.empty()) return;
  Standing standing;
  standing.rule = versions.back();
  for (const Rule& rule : versions)
    if (rule.start <= ground_.on && ground_.on <= rule.until) standing.rule = rule;
  standing.school = brin;
  const Rule& rule = standing.rule;
  const Date year = school_year_start(ground_.on);
  for (const Signal& signal : kept)
    if (signal.rule == rule.id && signal.status != Status::withdrawn && signal.reached_on &&
        *signal.reached_on >= year && *signal.reached_on <= ground_.on &&
        (brin.empty() || brin_of(signal.school) == brin))
      standing.signals.push_back(signal.id);
  bool counted = !standing.signals.empty();
  std::vector<std::pair<Measure, KindSet>> counts = {{rule.count.of, rule.count.kinds}};
  for (const MixPart& part : rule.when.mix) counts.emplace_back(part.of, part.kinds);
  for (const auto& [of, kinds] : counts) {
    const Tally tally = rule_case.tally(rule, of, kinds, ground_.on);
    counted =
        counted || (!tally.days().empty() && rule_case.schooling().date(tally.days().back().day) >= year);
  }
  if (!counted) return;
  standing.outlook = outlook_of(rule_case, versions, brin, ground_.on);
  made_.standings.push_back(std::move(standing));
}

void PupilMaker::standings(const std::vector<Signal>& kept) {
  std::set<std::string> schools;
  for (const Enrolment& e : facts_.enrolments)
    if (e.from <= ground_.on && e.until >= school_year_start(ground_.on)) schools.emplace(brin_of(e.school));
  for (const auto& versions : ground_.rules->rules()) {
    if (!may_see(ground_.viewer, versions)) {
      made_.withheld = made_.withheld || !inside_;
      continue;
    }
    if (versions.front().who.all_schools)
      standing(versions, {}, kept);
    else
      for (const std::string& school : schools) standing(versions, school, kept);
  }
  std::vector<Signal> signals, undecided;
  Engine engine(*ground_.rules, ground_.setting);
  engine.evaluate(facts_, ground_.on, signals, undecided);
  for (const Signal& row : undecided) {
    const std::vector<Rule>* versions = ground_.rules->find(row.rule);
    if (versions == nullptr || !may_see(ground_.viewer, *versions)) continue;
    const auto same = std::find_if(made_.standings.begin(), made_.standings.end(), [&](const Standing& s) {
      return s.rule.id == row.rule && (s.school.empty() || s.school == brin_of(row.school));
    });
    if (same != made_.standings.end()) {
      same->undecided.push_back(row.reason);
      continue;
    }
    Standing standing;
    standing.rule = versions->back();
    standing.school = brin_of(row.school);
    standing.undecided.push_back(row.reason);
    made_.standings.push_back(std::move(standing));
  }
  // What has spoken, then what is law; within that by id.
  std::stable_sort(made_.standings.begin(), made_.standings.end(), [](const Standing& a, const Standing& b) {
    return std::pair(a.signals.empty(), a.rule.level) < std::pair(b.signals.empty(), b.rule.level);
  });
}

/// Rows of no school day, of no enrolment, or in a year whose calendar is not known.
void PupilMaker::nowhere() {
  std::set<std::string> schools;
  for (const Absence& absence : facts_.absences)
    schools.emplace(brin_of((*ground_.setting.schools)[static_cast<std::size_t>(absence.school)]));
  static const std::vector<Rule> no_rules(1);
  for (const std::string& school : schools) {
    const RuleCase rule_case(ground_.setting, facts_, school, no_rules, ground_.on);
    const auto at_school = [&](const Absence& a) {
      return brin_of((*ground_.setting.schools)[static_cast<std::size_t>(a.school)]) == school;
    };
    if (rule_case.empty()) {
      for (const Absence& absence : facts_.absences) {
        if (!at_school(absence) || absence.date > ground_.on || hidden(absence)) continue;
        ExplainedRecord record;
        record.date = absence.date;
        record.lesson = absence.lesson;
        record.kind = absence.kind;
        record.mark = absence.mark;
        record.duty = duty(absence.date);
        record.source = {
            absence.batch != 0 && ground_.file_of ? ground_.file_of(absence.batch) : std::string(),
            absence.line};
        record.why = rule_case.schooling().empty() ? Uncounted::not_enrolled : Uncounted::calendar_not_known;
        made_.nowhere.push_back(std::move(record));
      }
      continue;
    }
    for (const Item& item : rule_case.schooling().items()) {
      if (item.fate == Fate::counts || item.fate == Fate::replaced || hidden(*item.source)) continue;
      ExplainedRecord record = record_of(rule_case, item, ground_.file_of);
      record.why = fate_of(rule_case, item, record.detail);
      made_.nowhere.push_back(std::move(record));
    }
  }
}

PupilExplanation PupilMaker::make(const std::vector<Signal>& kept,
                                  const std::vector<DossierExplanation>& seen) {
  enrolments();
  duties();
  papers();
  absences();
  days();
  signals(kept);
  dossiers(seen);
  // What begins on the same day stands in the order in which it was added.
  std::stable_sort(made_.timeline.begin(), made_.timeline.end(),
                   [](const TimelineLine& a, const TimelineLine& b) { return a.on < b.on; });
  standings(kept);
  nowhere();
  return std::move(made_);
}

}  // namespace

PupilExplanation explain_pupil(const ExplanationGround& ground, const PupilFacts& facts,
                               const std::vector<Signal>& kept,
                               const std::vector<DossierExplanation>& dossiers) {
  return PupilMaker(ground, facts).make(kept, dossiers);
}

}  // namespace verzuim
