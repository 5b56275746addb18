// SPDX-License-Identifier: EUPL-1.2
// Absences on their way in: staged as numbers, sorted, settled pupil by pupil, written where they differ from
// what stands.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <utility>

#include "store_settle.hpp"
#include "store_sort.hpp"

namespace verzuim {
namespace {

/// Where there is room for what is being sorted: where the store lies.
std::string beside(const std::string& store) {
  return store == nameless_store ? (std::filesystem::temp_directory_path() / "verzuim").string() : store;
}

class AbsenceTaker : public Taker {
 public:
  AbsenceTaker(Intake& intake, bool several)
      : in_(intake), ledger_(intake.receipt, several), sort_(beside(intake.parts.path)) {}

  void begin_row() override { new_row_ = true; }
  void take(const Row& fact, int) override { stage(std::get<AbsenceRow>(fact), false); }
  void refuse(const Row& fact) override { stage(std::get<AbsenceRow>(fact), true); }
  void finish() override;

 private:
  void stage(const AbsenceRow& row, bool refused);
  void measure(std::int32_t school, std::int32_t day);
  void resolve();
  void number_volumes();
  void refuse_rows();
  void refuse_endless(const StagedAbsence& row);
  void refuse_conflicts(const std::vector<StagedAbsence>& same_key);
  void cover();
  void settle_file();
  void write(PupilSettler& settler);

  Intake& in_;
  RowLedger ledger_;
  AbsenceSort sort_;
  LocalNames schools_, subjects_, codes_;
  std::vector<SchoolVolume> volume_;  ///< by place of the school in this file
  bool new_row_ = true;               ///< the next fact is the first of its row
  std::string bytes_;
};

void AbsenceTaker::stage(const AbsenceRow& row, bool refused) {
  StagedAbsence s;
  const Absence& a = row.absence;
  s.pupil = static_cast<std::int32_t>(in_.pupils.local(row.pupil, !refused));
  s.day = a.date.day;
  s.lesson = static_cast<std::int16_t>(a.lesson + (row.observed ? observed_lesson : 0));
  s.minutes = a.minutes;
  s.school = schools_.local(row.school);
  s.line = a.line;
  s.kind = static_cast<std::uint8_t>(a.kind);
  s.mark = a.mark;
  s.begin = row.begin;
  // Of lessons only the whole days between them make one report: each lesson can be reported by itself.
  if (row.since && a.lesson == 0) s.since = static_cast<std::int16_t>(a.date - *row.since);
  if (refused)
    s.state = FactState::refused;
  else {
    if (row.open) s.state = FactState::open;
    s.subject = subjects_.local(row.subject);
    s.code = codes_.local(row.code);
    in_.see_date(a.date);
  }
  measure(s.school, s.day);
  if (sort_.full()) {
    in_.begin();
    resolve();
    sort_.spill();
  }
  sort_.add(s);
}

void AbsenceTaker::measure(std::int32_t school, std::int32_t day) {
  const auto at = static_cast<std::size_t>(school);
  if (at >= volume_.size()) volume_.resize(at + 1);
  SchoolVolume& volume = volume_[at];
  if (volume.rows == 0) volume.first_day = volume.last_day = day;
  volume.horizon = std::max(volume.horizon, day);
  if (!std::exchange(new_row_, false)) return;
  ++volume.rows;
  volume.first_day = std::min(volume.first_day, day);
  volume.last_day = std::max(volume.last_day, day);
}

/// Puts the numbers of the store in the place of those of this file.
void AbsenceTaker::resolve() {
  SQLite::Database& db = in_.parts.db;
  in_.pupils.resolve(db);
  schools_.resolve(db, "school");
  subjects_.resolve(db, "subject");
  codes_.resolve(db, "code");
  std::vector<StagedAbsence>& rows = sort_.held();
  for (StagedAbsence& row : rows) {
    row.pupil = in_.pupils.number(static_cast<std::uint32_t>(row.pupil));
    row.school = schools_.number(row.school);
    row.subject = subjects_.number(row.subject);
    row.code = codes_.number(row.code);
  }
  // What may not be kept of a pupil whom nobody knows leaves no trace.
  if (in_.receipt.rejected > 0)
    rows.erase(
        std::remove_if(rows.begin(), rows.end(), [](const StagedAbsence& row) { return row.pupil == 0; }),
        rows.end());
}

void AbsenceTaker::number_volumes() {
  for (std::size_t local = 0; local < volume_.size(); ++local) {
    const auto school = static_cast<std::size_t>(schools_.number(static_cast<std::int32_t>(local)));
    if (school >= in_.volume.size()) in_.volume.resize(school + 1);
    in_.volume[school] = volume_[local];
  }
}

void AbsenceTaker::finish() {
  resolve();
  number_volumes();
  sort_.finish();
  if (ledger_.several()) {
    refuse_rows();
    sort_.restart();
  }
  if (in_.delivery.covers) cover();
  settle_file();
  ledger_.close();
}

/// Adds this file to its coverage.
void AbsenceTaker::cover() {
  const Covers& period = *in_.delivery.covers;
  if (!in_.parts.covered)
    in_.parts.covered = std::make_unique<CoveredKeys>(beside(in_.parts.path), period.from, period.until);
  CoveredKeys& covered = *in_.parts.covered;
  // A file of which rows were refused is not complete, whatever is said of it: those rows may be the ones
  // that it lacks.
  if (in_.unreadable > 0 && !in_.delivery.accept) in_.parts.coverage_broken = true;
  for (StagedAbsence row; sort_.next(row);) covered.add(row);
  sort_.restart();
  if (!in_.delivery.more_follow) covered.finish();
}

/// Where rows hold several facts, one that cannot stand takes its whole row along: so they are looked for
/// before any fact is settled.
void AbsenceTaker::refuse_rows() {
  std::vector<StagedAbsence> same_key;
  for (StagedAbsence row; sort_.next(row);) {
    if (row.state == FactState::open) refuse_endless(row);
    if (!same_key.empty() && !row.same_key(same_key.front())) {
      refuse_conflicts(same_key);
      same_key.clear();
    }
    same_key.push_back(row);
  }
  refuse_conflicts(same_key);
}

void AbsenceTaker::refuse_endless(const StagedAbsence& row) {
  if (in_.receipt.last_date->day - row.day <= longest_report || !ledger_.refuse(row.line)) return;
  in_.reject({{in_.delivery.name, row.line, 1},
              "open-end",
              "",
              "the absence has had no end for more than a year; end it at the source"});
}

void AbsenceTaker::refuse_conflicts(const std::vector<StagedAbsence>& same_key) {
  // An end of a report goes above the row that had none yet.
  const auto ends = [](const StagedAbsence& a, const StagedAbsence& b) {
    return a.state != b.state && !a.refused() && !b.refused() && a.same_report(b);
  };
  const auto differs = [&](const StagedAbsence& a, const StagedAbsence& b) {
    if (ends(a, b)) return false;
    return a.refused() != b.refused() || (!a.refused() && (!a.same_values(b) || a.begin != b.begin));
  };
  for (const StagedAbsence& row : same_key) {
    const auto other = std::find_if(same_key.begin(), same_key.end(),
                                    [&](const StagedAbsence& o) { return differs(row, o); });
    if (other == same_key.end() || row.refused() || !ledger_.refuse(row.line)) continue;
    if (row.begin >= 0 && other->begin >= 0 && row.begin != other->begin)
      in_.reject({{in_.delivery.name, row.line, 1},
                  "conflict",
                  "",
                  fmt::format("line {} has another time of the same day, and without lessons a day has one "
                              "record; say in the profile when the lessons are, under [lesson_times]",
                              other->line)});
    else
      in_.conflict(row.line, other->line, FileKind::absences);
  }
}

/// Settles one pupil after another: those of the file, and where a coverage ends all others too, of whom it
/// tells by silence that they had no absence.
void AbsenceTaker::settle_file() {
  PupilSettler settler(in_, ledger_);
  CoveredKeys* covered = in_.parts.covered.get();
  const bool ends = in_.delivery.covers && !in_.delivery.more_follow && !in_.parts.coverage_broken;
  std::vector<StagedAbsence> rows;
  StagedAbsence ahead;
  bool more = sort_.next(ahead);
  for (std::int32_t pupil = 0; more || (ends && pupil < in_.pupils.last_before());) {
    pupil = ends ? pupil + 1 : ahead.pupil;
    rows.clear();
    for (; more && ahead.pupil == pupil; more = sort_.next(ahead))
      if (!ledger_.refused(ahead.line)) rows.push_back(ahead);
    settler.settle(pupil, rows, ends ? &covered->of(pupil) : nullptr);
    write(settler);
  }
  if (!in_.delivery.covers || in_.delivery.more_follow) return;
  in_.parts.covered.reset();
  in_.parts.coverage_broken = false;
}

void AbsenceTaker::write(PupilSettler& settler) {
  const std::vector<StagedAbsence>& rows = settler.written();
  if (rows.empty()) return;
  bytes_.clear();
  encode_versions(bytes_, rows);
  settler.table().insert(rows.front().pupil, in_.receipt.batch, bytes_);
  in_.touch(rows.front().pupil, FileKind::absences, rows.back().day);
  for (const StagedAbsence& row : rows)
    if (row.state == FactState::open) in_.open_reports.emplace_back(row.school, row.pupil);
}

}  // namespace

std::unique_ptr<Taker> absence_taker(Intake& intake, bool several) {
  return std::make_unique<AbsenceTaker>(intake, several);
}

}  // namespace verzuim
