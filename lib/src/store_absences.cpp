// SPDX-License-Identifier: EUPL-1.2
// Absences on their way in: staged as numbers, sorted, settled pupil by pupil, written where they differ from
// what stands.
#include <algorithm>

#include "store_settle.hpp"
#include "store_sort.hpp"

namespace verzuim {
namespace {

class AbsenceTaker : public Taker {
 public:
  AbsenceTaker(Intake& intake, bool several)
      : in_(intake), ledger_(intake.receipt, several), sort_(intake.parts.path) {}

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
  void settle_file(PupilSettler& settler);
  void settle_absent(PupilSettler& settler);
  void write(PupilSettler& settler);

  Intake& in_;
  RowLedger ledger_;
  AbsenceSort sort_;
  LocalNames schools_, subjects_, codes_;
  std::vector<SchoolVolume> volume_;  ///< by place of the school in this file
  std::vector<bool> in_file_;         ///< by number of the pupil
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
  // A file of which rows were refused is not complete, whatever is said of it: those rows may be the ones
  // that it lacks.
  const bool complete = in_.delivery.covers && (in_.unreadable == 0 || in_.delivery.accept);
  PupilSettler settler(in_, ledger_, complete);
  settle_file(settler);
  if (complete) settle_absent(settler);
  ledger_.close();
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
  const auto differs = [&](const StagedAbsence& a, const StagedAbsence& b) {
    return a.refused() != b.refused() || (!a.refused() && !a.same_values(b));
  };
  for (const StagedAbsence& row : same_key) {
    const auto other = std::find_if(same_key.begin(), same_key.end(),
                                    [&](const StagedAbsence& o) { return differs(row, o); });
    if (other != same_key.end() && !row.refused() && ledger_.refuse(row.line))
      in_.conflict(row.line, other->line, FileKind::absences);
  }
}

/// Settles the pupils of the file one after another.
void AbsenceTaker::settle_file(PupilSettler& settler) {
  StagedAbsence ahead;
  std::vector<StagedAbsence> rows;
  for (bool more = sort_.next(ahead); more;) {
    const std::int32_t pupil = ahead.pupil;
    rows.clear();
    do
      if (!ledger_.refused(ahead.line)) rows.push_back(ahead);
    while ((more = sort_.next(ahead)) && ahead.pupil == pupil);
    if (static_cast<std::size_t>(pupil) >= in_file_.size())
      in_file_.resize(static_cast<std::size_t>(pupil) + 1);
    in_file_[static_cast<std::size_t>(pupil)] = true;
    settler.settle(pupil, rows);
    write(settler);
  }
}

/// A complete file tells of the pupils whom it does not name that they had no absence.
void AbsenceTaker::settle_absent(PupilSettler& settler) {
  std::vector<StagedAbsence> none;
  for (std::int32_t pupil = 1; pupil <= in_.pupils.last_before(); ++pupil) {
    if (static_cast<std::size_t>(pupil) < in_file_.size() && in_file_[static_cast<std::size_t>(pupil)])
      continue;
    settler.settle(pupil, none);
    write(settler);
  }
}

void AbsenceTaker::write(PupilSettler& settler) {
  const std::vector<StagedAbsence>& rows = settler.written();
  if (rows.empty()) return;
  bytes_.clear();
  encode_versions(bytes_, rows);
  settler.table().insert(rows.front().pupil, in_.receipt.batch, bytes_);
  in_.touch(rows.front().pupil, FileKind::absences, rows.back().day);
}

}  // namespace

std::unique_ptr<Taker> absence_taker(Intake& intake, bool several) {
  return std::make_unique<AbsenceTaker>(intake, several);
}

}  // namespace verzuim
