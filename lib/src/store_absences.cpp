// SPDX-License-Identifier: EUPL-1.2
// Absences on their way in: sorted, held against what stands, written as new versions where they differ.
#include <algorithm>

#include "store_intake.hpp"
#include "store_sort.hpp"

namespace verzuim {
namespace {

/// How a key stands in the store.
struct Standing {
  StagedAbsence row;
  bool withdrawn = false;
};

bool key_before(const StagedAbsence& a, const StagedAbsence& b) {
  if (a.day != b.day) return a.day < b.day;
  if (a.lesson != b.lesson) return a.lesson < b.lesson;
  return a.school < b.school;
}

class AbsenceTaker : public Taker {
 public:
  explicit AbsenceTaker(Intake& intake)
      : in_(intake), sort_(intake.parts.path), schools_(intake.parts.db, "school"), subjects_(intake.parts.db, "subject"), codes_(intake.parts.db, "code"),
        find_(intake.parts.db,
              "SELECT day, lesson, school, line, kind, minutes, subject, code, mark, withdrawn FROM absence "
              "WHERE pupil = ? AND day BETWEEN ? AND ? ORDER BY pupil, day, lesson, school, batch"),
        insert_(intake.parts.db,
                "INSERT INTO absence(pupil, day, lesson, school, batch, line, kind, minutes, subject, code, mark, withdrawn) "
                "VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)") {
    insert_.bind(5, in_.receipt.batch);
  }

  void take(const Row& row, int) override { stage(std::get<AbsenceRow>(row), false); }
  void refuse(const Row& row) override { stage(std::get<AbsenceRow>(row), true); }
  void finish() override;

 private:
  void stage(const AbsenceRow& row, bool refused);
  void resolve();
  void settle_pupil();
  bool settle_key(std::size_t first, std::size_t last, const Standing* standing);
  void load_standing(std::int32_t pupil, std::int32_t from, std::int32_t until);
  void write(const StagedAbsence& row, bool withdrawn);
  bool withdraw_if_lacking(const Standing& standing);
  void withdraw_absent_pupils();

  Intake& in_;
  AbsenceSort sort_;
  Names schools_, subjects_, codes_;
  HotStatement find_, insert_;
  std::vector<StagedAbsence> rows_;      ///< of one pupil, in order
  std::vector<Standing> standing_;       ///< of the same pupil
  std::vector<bool> in_file_;            ///< by number of the pupil
  bool complete_ = false;                ///< what the file lacks is to be withdrawn
  std::int32_t last_changed_ = 0;
};

void AbsenceTaker::stage(const AbsenceRow& row, bool refused) {
  StagedAbsence s;
  const Absence& a = row.absence;
  s.pupil = static_cast<std::int32_t>(in_.pupils.local(row.pupil));
  s.day = a.date.day;
  s.lesson = a.lesson;
  s.minutes = a.minutes;
  s.school = schools_.number(row.school);
  s.line = a.line;
  s.kind = static_cast<std::uint8_t>(a.kind);
  s.mark = a.mark;
  s.refused = refused;
  if (!refused) {
    s.subject = subjects_.number(row.subject);
    s.code = codes_.number(row.code);
    in_.see_date(a.date);
  }
  const auto school = static_cast<std::size_t>(s.school);
  if (school >= in_.volume.size()) in_.volume.resize(school + 1);
  SchoolVolume& volume = in_.volume[school];
  if (volume.rows == 0) volume.first_day = volume.last_day = s.day;
  ++volume.rows;
  volume.first_day = std::min(volume.first_day, s.day);
  volume.last_day = std::max(volume.last_day, s.day);
  sort_.add(s);
  if (!sort_.full()) return;
  resolve();
  sort_.spill();
}

void AbsenceTaker::resolve() {
  in_.pupils.resolve();
  for (StagedAbsence& row : sort_.held()) row.pupil = in_.pupils.number(static_cast<std::uint32_t>(row.pupil));
}

void AbsenceTaker::finish() {
  // A file of which rows were refused is not complete, whatever is said of it: those rows may be the ones that it lacks.
  complete_ = in_.delivery.covers && (in_.unreadable == 0 || in_.delivery.accept);
  resolve();
  sort_.finish();
  StagedAbsence row;
  while (sort_.next(row)) {
    if (!rows_.empty() && rows_.front().pupil != row.pupil) settle_pupil();
    rows_.push_back(row);
  }
  if (!rows_.empty()) settle_pupil();
  if (complete_) withdraw_absent_pupils();
}

void AbsenceTaker::load_standing(std::int32_t pupil, std::int32_t from, std::int32_t until) {
  standing_.clear();
  if (in_.pupils.fresh(pupil)) return;
  find_.bind(1, pupil);
  find_.bind(2, from);
  find_.bind(3, until);
  while (find_.step()) {
    Standing s;
    s.row.pupil = pupil;
    s.row.day = find_.integer(0);
    s.row.lesson = static_cast<std::int16_t>(find_.integer(1));
    s.row.school = find_.integer(2);
    s.row.line = find_.integer(3);
    s.row.kind = static_cast<std::uint8_t>(find_.integer(4));
    s.row.minutes = static_cast<std::int16_t>(find_.integer(5));
    s.row.subject = find_.integer(6);
    s.row.code = find_.integer(7);
    s.row.mark = static_cast<std::uint8_t>(find_.integer(8));
    s.withdrawn = find_.integer(9) != 0;
    // Versions of a key come oldest first: the last one is how it stands.
    if (!standing_.empty() && standing_.back().row.same_key(s.row)) standing_.back() = s;
    else standing_.push_back(s);
  }
}

/// Holds the rows of one pupil against what stands.
void AbsenceTaker::settle_pupil() {
  const std::int32_t pupil = rows_.front().pupil;
  std::int32_t from = rows_.front().day, until = rows_.back().day;
  if (complete_) {
    from = std::min(from, in_.delivery.covers->from.day);
    until = std::max(until, in_.delivery.covers->until.day);
    if (static_cast<std::size_t>(pupil) >= in_file_.size()) in_file_.resize(static_cast<std::size_t>(pupil) + 1);
    in_file_[static_cast<std::size_t>(pupil)] = true;
  }
  load_standing(pupil, from, until);
  bool changed = false;
  std::size_t s = 0;
  last_changed_ = 0;
  for (std::size_t first = 0, last; first < rows_.size(); first = last) {
    for (last = first + 1; last < rows_.size() && rows_[last].same_key(rows_[first]);) ++last;
    for (; s < standing_.size() && key_before(standing_[s].row, rows_[first]); ++s) changed |= withdraw_if_lacking(standing_[s]);
    const bool known = s < standing_.size() && standing_[s].row.same_key(rows_[first]);
    changed |= settle_key(first, last, known ? &standing_[s] : nullptr);
    if (known) ++s;
  }
  for (; s < standing_.size(); ++s) changed |= withdraw_if_lacking(standing_[s]);
  if (changed) in_.touch(pupil, FileKind::absences, last_changed_);
  rows_.clear();
}

/// Takes the rows [first, last) of one key; true when something was written.
bool AbsenceTaker::settle_key(std::size_t first, std::size_t last, const Standing* standing) {
  Receipt& receipt = in_.receipt;
  const StagedAbsence& row = rows_[first];
  for (std::size_t i = first + 1; i < last; ++i) {
    if (rows_[i].refused == row.refused && (row.refused || rows_[i].same_values(row))) continue;
    for (std::size_t j = first; j < last; ++j)
      if (!rows_[j].refused) in_.conflict(rows_[j].line, j == first ? rows_[i].line : row.line, FileKind::absences);
    return false;
  }
  const bool stands = standing != nullptr && !standing->withdrawn;
  if (row.refused) {
    if (!stands) return false;
    ++receipt.withdrawn;
    write(standing->row, true);
    return true;
  }
  receipt.same += static_cast<std::int64_t>(last - first - 1);
  if (stands && standing->row.same_values(row)) {
    ++receipt.same;
    return false;
  }
  ++(stands ? receipt.changed : receipt.fresh);
  write(row, false);
  return true;
}

bool AbsenceTaker::withdraw_if_lacking(const Standing& standing) {
  if (!complete_ || standing.withdrawn) return false;
  const StagedAbsence& row = standing.row;
  const auto school = static_cast<std::size_t>(row.school);
  const bool of_file = school < in_.volume.size() && in_.volume[school].rows > 0;
  if (!of_file || row.day < in_.delivery.covers->from.day || row.day > in_.delivery.covers->until.day) return false;
  ++in_.receipt.withdrawn;
  write(row, true);
  return true;
}

/// Pupils whom a complete file does not name had no absence.
void AbsenceTaker::withdraw_absent_pupils() {
  in_file_.resize(static_cast<std::size_t>(in_.pupils.last_before()) + 1);
  for (std::int32_t pupil = 1; pupil <= in_.pupils.last_before(); ++pupil) {
    if (in_file_[static_cast<std::size_t>(pupil)]) continue;
    load_standing(pupil, in_.delivery.covers->from.day, in_.delivery.covers->until.day);
    bool changed = false;
    for (const Standing& standing : standing_) changed |= withdraw_if_lacking(standing);
    if (changed) in_.touch(pupil, FileKind::absences, 0);
  }
}

void AbsenceTaker::write(const StagedAbsence& row, bool withdrawn) {
  insert_.bind(1, row.pupil);
  insert_.bind(2, row.day);
  insert_.bind(3, row.lesson);
  insert_.bind(4, row.school);
  insert_.bind(6, row.line);
  insert_.bind(7, row.kind);
  insert_.bind(8, row.minutes);
  insert_.bind(9, row.subject);
  insert_.bind(10, row.code);
  insert_.bind(11, row.mark);
  insert_.bind(12, withdrawn ? 1 : 0);
  insert_.step();
  last_changed_ = std::max(last_changed_, row.day);
}

}  // namespace

std::unique_ptr<Taker> absence_taker(Intake& intake) { return std::make_unique<AbsenceTaker>(intake); }

}  // namespace verzuim
