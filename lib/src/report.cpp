// SPDX-License-Identifier: EUPL-1.2
#include "verzuim/report.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "embedded.hpp"
#include "schooling.hpp"
#include "toml_reader.hpp"
#include "verzuim/text.hpp"

namespace verzuim {
namespace {

constexpr std::size_t sectors = sector_names.size();
constexpr std::size_t duties = duty_names.size();
/// The step at which sickness ends; what stands there is never told to a gemeente.
constexpr std::string_view doctor_step = "jeugdarts";
constexpr std::string_view unknown_id = "unknown";

/// The classes of the shipped file, see there.
struct Classes {
  std::vector<int> hours, times;
  int silent_weeks = 0;
};

const Classes& classes() {
  static const Classes shipped = [] {
    const std::string path = "templates/report.toml";
    const TomlNode root = read_toml(embedded(path), path);
    TomlTable table(root);
    const auto numbers = [&](std::string_view key) {
      std::vector<int> all;
      for (const TomlNode& item : table.need(key).items) all.push_back(item.as_count());
      return all;
    };
    Classes read{numbers("unauthorised_hours"), numbers("late_times"), table.need("silent_school_weeks").as_count()};
    table.finish();
    return read;
  }();
  return shipped;
}

/// The class of an amount: 0 for nothing, 1 for less than the first limit, and so on.
std::size_t class_of(std::int64_t amount, const std::vector<int>& limits, std::int64_t unit) {
  std::size_t found = amount > 0 ? 1 : 0;
  for (std::size_t i = 0; i < limits.size(); ++i)
    if (amount >= limits[i] * unit) found = i + 2;
  return found;
}

std::vector<std::string> class_ids(const std::vector<int>& limits) {
  std::vector<std::string> ids = {"0", "<" + std::to_string(limits.front())};
  for (std::size_t i = 0; i + 1 < limits.size(); ++i) ids.push_back(std::to_string(limits[i]) + "<" + std::to_string(limits[i + 1]));
  ids.push_back(">" + std::to_string(limits.back()));
  ids.emplace_back(unknown_id);
  return ids;
}

using Row = std::vector<std::int64_t>;
using Rows = std::vector<Row>;

Rows zeros(std::size_t rows, std::size_t columns) { return Rows(rows, Row(columns, 0)); }

/// A signal as it is counted, and what came of it.
enum class Timely : std::size_t { on_time, late, not_due, overdue, unknown };
constexpr std::array<std::string_view, 5> timely_names = {"on_time", "late", "not_due", "overdue", "unknown"};

struct Noted {
  std::string rule, pupil, step;
  Date reached_on;
  std::optional<Date> due_on;
  bool must = false;
  Timely timely = Timely::unknown;
};

struct Melded {
  std::string pupil, kind;
};

/// All that is counted for one gemeente.
struct Tally {
  Rows duty = zeros(sectors, duties), hours, late, unexplained = zeros(sectors, 3);
  std::int64_t pupils = 0, enrolments = 0;
  std::set<std::string> schools;
  std::map<std::string, Noted> signals;  ///< by signal id
  std::vector<Melded> meldingen;
  std::map<std::pair<std::string, std::string>, std::array<std::int64_t, 2>> dossiers;  ///< step and role: in time, overdue

  Tally() {
    hours = zeros(sectors, classes().hours.size() + 3);
    late = zeros(sectors, classes().times.size() + 3);
  }
};

CountTable table_of(const Rows& rows, std::size_t columns) {
  CountTable table(rows.size(), columns);
  for (std::size_t r = 0; r < rows.size(); ++r)
    for (std::size_t c = 0; c < columns; ++c) table.at(r, c).value = rows[r][c];
  table.sum();
  return table;
}

ReportTable sector_table(std::string id, std::vector<std::string> columns, const Rows& rows) {
  ReportTable table{std::move(id), {sector_names.begin(), sector_names.end()}, std::move(columns), {}, table_of(rows, rows.front().size()), true};
  // Every pupil stands in each of these tables once, so their totals per sector are the same.
  table.counts.group = "sector";
  return table;
}

/// The enrolment that speaks for a pupil: the latest begun that covers the end of the period, else the last one to end.
const Enrolment* main_enrolment(const PupilFacts& facts, const Period& period) {
  const Enrolment* best = nullptr;
  for (const Enrolment& e : facts.enrolments) {
    if (e.from > period.until || e.until < period.from) continue;
    const auto rank = [&](const Enrolment& x) { return std::pair(std::min(x.until, period.until), x.from); };
    if (best == nullptr || rank(*best) <= rank(e)) best = &e;
  }
  return best;
}

std::optional<Date> birth_date(const PupilFacts& facts, const Enrolment& main) {
  if (main.birth_date) return main.birth_date;
  for (const Enrolment& e : facts.enrolments)
    if (e.birth_date) return e.birth_date;
  return std::nullopt;
}

}  // namespace

PeriodAbsence counted_absence(const Setting& setting, const PupilFacts& facts, const Period& period) {
  PeriodAbsence sum;
  PupilFacts inside{facts.pupil, facts.enrolments, facts.diplomas, facts.exemptions, {}, {}};
  for (const Absence& a : facts.absences)
    if (period.from <= a.date && a.date <= period.until) inside.absences.push_back(a);
  if (inside.absences.empty()) return sum;
  std::set<std::string> brins;
  for (const Enrolment& e : facts.enrolments) brins.emplace(brin_of(e.school));
  for (const std::string& brin : brins) {
    const Schooling schooling(setting, inside, brin, period.until, 0);
    for (const Item& item : schooling.items()) {
      const bool told = item.kind == Kind::unauthorised || item.kind == Kind::late || item.kind == Kind::unknown;
      if (told && item.fate == Fate::not_known) sum.countable = false;
      if (item.fate != Fate::counts) continue;
      if (item.kind == Kind::unauthorised) sum.unauthorised_minutes += item.minutes;
      if (item.kind == Kind::unauthorised && item.minutes_missing) sum.countable = false;
      if (item.kind == Kind::late) ++sum.late;
      if (item.kind == Kind::unknown) ++sum.unexplained;
    }
  }
  return sum;
}

const ReportTable* GemeenteReport::table(std::string_view id) const {
  const auto found = std::find_if(tables.begin(), tables.end(), [&](const ReportTable& t) { return t.id == id; });
  return found == tables.end() ? nullptr : &*found;
}

struct GemeenteReports::Parts {
  const Setting& setting;
  const Rulebook& rules;
  ReportHead head;
  std::map<std::string, Tally, std::less<>> tallies;
  std::map<std::string, Tally*, std::less<>> by_pupil;
  std::map<std::string, Date, std::less<>> last_record;  ///< by school (four characters)
  std::int64_t without_gemeente = 0;

  Tally* tally_of(std::string_view pupil) const {
    const auto found = by_pupil.find(pupil);
    return found == by_pupil.end() ? nullptr : found->second;
  }
  bool in_period(Date date) const { return head.period.from <= date && date <= head.period.until; }
  void note_schools(const PupilFacts& facts);
  Timely timely(const Noted& noted, const DossierState& dossier) const;
  bool silent(const std::string& school) const;
  ReportTable signals_table(const Tally& tally) const;
  ReportTable timeliness_table(const Tally& tally) const;
  ReportTable dossiers_table(const Tally& tally) const;
  ReportTable meldingen_table(const Tally& tally) const;
};

GemeenteReports::GemeenteReports(const Setting& setting, const Rulebook& rules, ReportHead head)
    : parts_(new Parts{setting, rules, std::move(head), {}, {}, {}, 0}) {}
GemeenteReports::~GemeenteReports() = default;

/// A school that sends anything is not silent, whoever it is about.
void GemeenteReports::Parts::note_schools(const PupilFacts& facts) {
  for (const Absence& a : facts.absences) {
    if (a.date > head.period.until) continue;
    const std::string_view school = brin_of((*setting.schools)[static_cast<std::size_t>(a.school)]);
    const auto known = last_record.find(school);
    if (known == last_record.end()) last_record.emplace(school, a.date);
    else known->second = std::max(known->second, a.date);
  }
}

void GemeenteReports::add(const PupilFacts& facts) {
  Parts& p = *parts_;
  p.note_schools(facts);
  const Enrolment* main = main_enrolment(facts, p.head.period);
  if (main == nullptr) return;
  if (main->gemeente.empty()) {
    ++p.without_gemeente;
    return;
  }
  Tally& tally = p.tallies[p.setting.reference->gemeente_on(main->gemeente, p.head.period.until)];
  p.by_pupil.emplace(facts.pupil, &tally);
  const auto sector = static_cast<std::size_t>(main->sector);
  ++tally.pupils;
  for (const Enrolment& e : facts.enrolments) {
    if (e.from > p.head.period.until || e.until < p.head.period.from) continue;
    ++tally.enrolments;
    if (e.covers(p.head.period.until)) tally.schools.insert(e.school);
  }
  const Duty duty = duty_on(*p.setting.law, birth_date(facts, *main), facts.diplomas, main->sector, p.head.period.until);
  ++tally.duty[sector][static_cast<std::size_t>(duty)];
  const PeriodAbsence absence = counted_absence(p.setting, facts, p.head.period);
  const auto count = [&](Rows& rows, std::size_t column) { ++rows[sector][absence.countable ? column : rows[sector].size() - 1]; };
  count(tally.hours, class_of(absence.unauthorised_minutes, classes().hours, 60));
  count(tally.late, class_of(absence.late, classes().times, 1));
  count(tally.unexplained, absence.unexplained > 0 ? 1 : 0);
}

void GemeenteReports::add(const Signal& signal) {
  Parts& p = *parts_;
  Tally* tally = p.tally_of(signal.pupil);
  const std::vector<Rule>* versions = p.rules.find(signal.rule);
  if (tally == nullptr || versions == nullptr || !may_see(RoleHolder::gemeente, *versions)) return;
  if (signal.status == Status::withdrawn || signal.status == Status::undecided) return;
  if (!signal.reached_on || !p.in_period(*signal.reached_on)) return;
  tally->signals[signal.id] = {signal.rule, signal.pupil, signal.step, *signal.reached_on, signal.due_on, signal.severity == Severity::must, Timely::unknown};
}

/// Whether a signal that must be acted on was, as far as the events of its dossier tell.
Timely GemeenteReports::Parts::timely(const Noted& noted, const DossierState& dossier) const {
  if (!noted.due_on) return Timely::unknown;
  std::optional<Date> acted;
  const auto consider = [&](Date date) {
    if (date >= noted.reached_on && (!acted || date < *acted)) acted = date;
  };
  if (noted.step == "melding") {
    for (const DossierMelding& m : dossier.meldingen)
      if (m.status != "withdrawn") consider(m.on);
  } else {
    for (const OpenStep& step : dossier.steps)
      if (step.step == noted.step && step.done_on) consider(*step.done_on);
    // A step that was left behind does not tell on which day it was done.
    if (!acted && dossier.passed.contains(noted.step)) return Timely::unknown;
  }
  if (acted && *acted <= head.on) return *acted <= *noted.due_on ? Timely::on_time : Timely::late;
  return *noted.due_on < head.on ? Timely::overdue : Timely::not_due;
}

void GemeenteReports::add(const DossierState& dossier) {
  Parts& p = *parts_;
  Tally* tally = p.tally_of(dossier.pupil);
  if (tally == nullptr) return;
  bool open_to_gemeente = holder_of(dossier.owner) == RoleHolder::gemeente;
  for (const DossierSignal& signal : dossier.signals) {
    if (!signal.withdrawn && may_see(RoleHolder::gemeente, signal.kinds)) open_to_gemeente = true;
    const auto noted = tally->signals.find(signal.id);
    if (noted == tally->signals.end()) continue;
    noted->second.timely = p.timely(noted->second, dossier);
    const bool covered = signal.held && noted->second.step == "melding" &&
                         std::any_of(dossier.meldingen.begin(), dossier.meldingen.end(), [](const DossierMelding& m) { return m.stands(); });
    if (covered && noted->second.timely != Timely::late) noted->second.timely = Timely::on_time;
  }
  for (const DossierMelding& m : dossier.meldingen)
    if (p.in_period(m.on) && m.status != "withdrawn") tally->meldingen.push_back({dossier.pupil, m.kind});
  const bool doctor = dossier.step == doctor_step || holder_of(dossier.owner) == RoleHolder::jgz;
  if (!dossier.open || dossier.opened_on > p.head.on || !open_to_gemeente || doctor) return;
  auto& counts = tally->dossiers[{dossier.step, dossier.owner}];
  ++counts[dossier.due_on && *dossier.due_on < p.head.on ? 1 : 0];
}

/// True when nothing came from a school in its last school weeks up to the end of the period.
bool GemeenteReports::Parts::silent(const std::string& school) const {
  const auto last = last_record.find(brin_of(school));
  if (last == last_record.end()) return true;
  const int days = 7 * classes().silent_weeks;
  const SchoolDays* calendar = setting.calendar->of(school);
  const Date end = head.period.until;
  if (calendar == nullptr || !calendar->known(end) || !calendar->known(last->second)) return end - last->second >= days;
  return calendar->index(end) - calendar->index(last->second) >= days;
}

/// Counts of people and of what happened to them, side by side. Where the people are few, neither is shown.
void withhold_pairs(CountTable& table, int largest) {
  for (std::size_t r = 0; r < table.rows(); ++r) {
    const std::int64_t people = table.at(r, 0).value;
    if (people >= 1 && people <= largest) table.at(r, 0).withheld = table.at(r, 1).withheld = true;
  }
}

ReportTable GemeenteReports::Parts::signals_table(const Tally& tally) const {
  ReportTable table;
  table.id = "signals";
  table.columns = {"pupils", "signals"};
  table.known = head.flagged_on.has_value();
  Rows rows;
  for (const auto& versions : rules.rules()) {
    if (!may_see(RoleHolder::gemeente, versions)) continue;
    const std::string& id = versions.front().id;
    std::set<std::string> pupils;
    std::int64_t signals = 0;
    for (const auto& [key, noted] : tally.signals) {
      if (noted.rule != id) continue;
      pupils.insert(noted.pupil);
      ++signals;
    }
    table.rows.push_back(id);
    table.row_texts.push_back(versions.back().title);
    rows.push_back({static_cast<std::int64_t>(pupils.size()), signals});
  }
  table.counts = table_of(rows, 2);
  table.counts.row_totals = table.counts.column_totals = false;
  return table;
}

ReportTable GemeenteReports::Parts::timeliness_table(const Tally& tally) const {
  ReportTable table;
  table.id = "timeliness";
  table.columns = {timely_names.begin(), timely_names.end()};
  table.known = head.flagged_on.has_value() && head.has_dossiers;
  Rows rows;
  for (const auto& versions : rules.rules()) {
    const auto& severity = versions.back().then.severity;
    const bool must = std::find(severity.begin(), severity.end(), Severity::must) != severity.end();
    if (!must || !may_see(RoleHolder::gemeente, versions)) continue;
    Row row(timely_names.size(), 0);
    for (const auto& [key, noted] : tally.signals)
      if (noted.rule == versions.front().id && noted.must) ++row[static_cast<std::size_t>(noted.timely)];
    table.rows.push_back(versions.front().id);
    table.row_texts.push_back(versions.back().title);
    rows.push_back(std::move(row));
  }
  table.counts = table_of(rows, timely_names.size());
  table.counts.column_totals = false;
  return table;
}

ReportTable GemeenteReports::Parts::dossiers_table(const Tally& tally) const {
  ReportTable table;
  table.id = "dossiers";
  table.columns = {"in_time", "overdue"};
  table.known = head.has_dossiers;
  Rows rows;
  for (const auto& [key, counts] : tally.dossiers) {
    table.rows.push_back(key.first + "/" + key.second);
    rows.push_back({counts[0], counts[1]});
  }
  table.counts = table_of(rows, 2);
  return table;
}

ReportTable GemeenteReports::Parts::meldingen_table(const Tally& tally) const {
  ReportTable table;
  table.id = "meldingen";
  table.columns = {"pupils", "meldingen"};
  table.known = head.has_dossiers;
  table.rows = {melding_names.begin(), melding_names.end()};
  Rows rows;
  for (const std::string& kind : table.rows) {
    std::set<std::string> pupils;
    std::int64_t count = 0;
    for (const Melded& m : tally.meldingen) {
      if (m.kind != kind) continue;
      pupils.insert(m.pupil);
      ++count;
    }
    rows.push_back({static_cast<std::int64_t>(pupils.size()), count});
  }
  table.counts = table_of(rows, 2);
  table.counts.row_totals = table.counts.column_totals = false;
  return table;
}

std::vector<std::string> GemeenteReports::gemeenten() const {
  std::vector<std::string> codes;
  for (const auto& [code, tally] : parts_->tallies) codes.push_back(code);
  return codes;
}

namespace {

/// The row totals of the timeliness table are the signals of those rules, which the signals table prints as well. So
/// they go through the gate as one: a table of totals only stands in for that column.
void withhold_signals(ReportTable& signals, ReportTable& timeliness, int largest) {
  withhold_pairs(signals.counts, largest);
  CountTable& split = timeliness.counts;
  split.group = "rule";
  const auto row_of = [&](std::size_t r) {
    const auto found = std::find(signals.rows.begin(), signals.rows.end(), timeliness.rows[r]);
    return static_cast<std::size_t>(found - signals.rows.begin());
  };
  for (std::size_t r = 0; r < split.rows(); ++r) split.at(r, split.columns()).withheld = signals.counts.at(row_of(r), 1).withheld;
  withhold_small({&signals.counts}, largest);
  for (std::size_t r = 0; r < split.rows(); ++r)
    if (signals.counts.at(row_of(r), 1).withheld) split.at(r, split.columns()).withheld = true;
  withhold_small({&split}, largest);
  for (std::size_t r = 0; r < split.rows(); ++r)
    if (split.at(r, split.columns()).withheld) signals.counts.at(row_of(r), 1).withheld = true;
}

/// Two numbers of which the difference may be a small count.
Cell beside(std::int64_t value, const Cell& other, int largest) {
  const std::int64_t difference = value - other.value;
  return {value, other.withheld || (value >= 1 && value <= largest) || (difference >= 1 && difference <= largest)};
}

}  // namespace

GemeenteReport GemeenteReports::report(std::string_view code) const {
  const Parts& p = *parts_;
  static const Tally nobody;
  const auto found = p.tallies.find(code);
  const Tally& tally = found == p.tallies.end() ? nobody : found->second;
  const Gemeente* gemeente = p.setting.reference->gemeente(code);
  GemeenteReport report;
  report.code = std::string(code);
  report.name = gemeente != nullptr ? gemeente->name : report.code;
  report.head = p.head;
  report.tables = {sector_table("population", {duty_names.begin(), duty_names.end()}, tally.duty),
                   sector_table("unauthorised", class_ids(classes().hours), tally.hours),
                   sector_table("late", class_ids(classes().times), tally.late),
                   sector_table("unexplained", {"none", "some", std::string(unknown_id)}, tally.unexplained),
                   p.signals_table(tally),
                   p.timeliness_table(tally),
                   p.dossiers_table(tally),
                   p.meldingen_table(tally)};
  auto& t = report.tables;
  const int largest = p.head.withhold;
  withhold_small({&t[0].counts, &t[1].counts, &t[2].counts, &t[3].counts}, largest);
  withhold_signals(t[4], t[5], largest);
  withhold_small({&t[6].counts}, largest);
  withhold_pairs(t[7].counts, largest);
  withhold_small({&t[7].counts}, largest);
  report.pupils = t[0].counts.at(sectors, duties);
  report.enrolments = beside(tally.enrolments, report.pupils, largest);
  report.without_gemeente = {p.without_gemeente, p.without_gemeente >= 1 && p.without_gemeente <= largest};
  for (const std::string& school : tally.schools) {
    if (p.silent(school)) report.silent_schools.push_back(school);
    if (p.setting.calendar->of(school) == nullptr) report.schools_no_region.push_back(school);
  }
  return report;
}

}  // namespace verzuim
