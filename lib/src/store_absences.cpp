// SPDX-License-Identifier: EUPL-1.2
// Absences on their way in: sorted, held against what stands, written as new versions where they differ.
#include <algorithm>

#include "store_incoming.hpp"
#include "store_intake.hpp"
#include "store_sort.hpp"

namespace verzuim {
namespace {

/// How a key stands in the store: its newest version.
using Standing = AbsenceVersion;

bool key_before(const StagedAbsence& a, const StagedAbsence& b) {
  if (a.day != b.day) return a.day < b.day;
  if (a.lesson != b.lesson) return a.lesson < b.lesson;
  return a.school < b.school;
}

class AbsenceTaker : public Taker, private VersionSource {
 public:
  explicit AbsenceTaker(Intake& intake)
      : in_(intake),
        sort_(intake.parts.path),
        schools_(intake.parts.db, "school"),
        subjects_(intake.parts.db, "subject"),
        codes_(intake.parts.db, "code"),
        find_(intake.parts.db,
              "SELECT day, lesson, school, line, kind, minutes, subject, code, mark, withdrawn FROM absence "
              "WHERE pupil = ? AND day BETWEEN ? AND ? ORDER BY pupil, day, lesson, school, batch") {}

  void take(const Row& row, int) override { stage(std::get<AbsenceRow>(row), false); }
  void refuse(const Row& row) override { stage(std::get<AbsenceRow>(row), true); }
  void finish() override;

 private:
  bool next(AbsenceVersion& version) override;
  void stage(const AbsenceRow& row, bool refused);
  void resolve();
  void settle_pupil();
  void settle_key(std::size_t first, std::size_t last, const Standing* standing);
  void load_standing(std::int32_t pupil, std::int32_t from, std::int32_t until);
  void write(const StagedAbsence& row, bool withdrawn);
  bool next_pupil();
  void withdraw_if_lacking(const Standing& standing);

  Intake& in_;
  AbsenceSort sort_;
  Names schools_, subjects_, codes_;
  HotStatement find_;
  std::vector<StagedAbsence> rows_;      ///< of one pupil, in order
  std::vector<Standing> standing_;       ///< of the same pupil
  std::vector<bool> in_file_;            ///< by number of the pupil
  bool complete_ = false;                ///< what the file lacks is to be withdrawn
  std::vector<AbsenceVersion> written_;  ///< of the same pupil, on their way to the table
  std::size_t given_ = 0;                ///< of those
  StagedAbsence ahead_;                  ///< the first row of the next pupil
  bool has_ahead_ = false;
  std::int32_t absent_ = 0;  ///< the last pupil that was looked at for not being in the file
  std::vector<std::pair<std::int32_t, std::int32_t>> changed_;  ///< pupils and their last day
};

void AbsenceTaker::stage(const AbsenceRow& row, bool refused) {
  StagedAbsence s;
  const Absence& a = row.absence;
  s.pupil = static_cast<std::int32_t>(in_.pupils.local(row.pupil, !refused));
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
  if (sort_.full()) {
    resolve();
    sort_.spill();
  }
  sort_.add(s);
}

void AbsenceTaker::resolve() {
  in_.pupils.resolve();
  std::vector<StagedAbsence>& rows = sort_.held();
  for (StagedAbsence& row : rows) row.pupil = in_.pupils.number(static_cast<std::uint32_t>(row.pupil));
  // What may not be kept of a pupil whom nobody knows leaves no trace.
  if (in_.receipt.rejected > 0)
    rows.erase(
        std::remove_if(rows.begin(), rows.end(), [](const StagedAbsence& row) { return row.pupil == 0; }),
        rows.end());
}

void AbsenceTaker::finish() {
  // A file of which rows were refused is not complete, whatever is said of it: those rows may be the ones
  // that it lacks.
  complete_ = in_.delivery.covers && (in_.unreadable == 0 || in_.delivery.accept);
  resolve();
  sort_.finish();
  has_ahead_ = sort_.next(ahead_);
  insert_versions(in_.parts.db, in_.receipt.batch, *this);
  // Not before: no table may be written to while SQLite is pulling rows into another one.
  for (const auto& [pupil, last_day] : changed_) in_.touch(pupil, FileKind::absences, last_day);
}

/// Hands out what is to be written, one pupil's versions after another's.
bool AbsenceTaker::next(AbsenceVersion& version) {
  while (given_ == written_.size()) {
    given_ = 0;
    written_.clear();
    if (!next_pupil()) return false;
    if (written_.empty()) continue;
    std::int32_t last_day = 0;
    for (const AbsenceVersion& v : written_) last_day = std::max(last_day, v.row.day);
    changed_.emplace_back(written_.front().row.pupil, last_day);
  }
  version = written_[given_++];
  return true;
}

/// Settles the next pupil of the file; after the last one those whom a complete file does not name: they had
/// no absence.
bool AbsenceTaker::next_pupil() {
  if (has_ahead_) {
    rows_.clear();
    do rows_.push_back(ahead_);
    while ((has_ahead_ = sort_.next(ahead_)) && ahead_.pupil == rows_.front().pupil);
    settle_pupil();
    return true;
  }
  if (!complete_ || absent_ >= in_.pupils.last_before()) return false;
  ++absent_;
  if (static_cast<std::size_t>(absent_) < in_file_.size() && in_file_[static_cast<std::size_t>(absent_)])
    return true;
  load_standing(absent_, in_.delivery.covers->from.day, in_.delivery.covers->until.day);
  for (const Standing& standing : standing_) withdraw_if_lacking(standing);
  return true;
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
    if (!standing_.empty() && standing_.back().row.same_key(s.row))
      standing_.back() = s;
    else
      standing_.push_back(s);
  }
}

/// Holds the rows of one pupil against what stands.
void AbsenceTaker::settle_pupil() {
  const std::int32_t pupil = rows_.front().pupil;
  std::int32_t from = rows_.front().day, until = rows_.back().day;
  if (complete_) {
    from = std::min(from, in_.delivery.covers->from.day);
    until = std::max(until, in_.delivery.covers->until.day);
    if (static_cast<std::size_t>(pupil) >= in_file_.size())
      in_file_.resize(static_cast<std::size_t>(pupil) + 1);
    in_file_[static_cast<std::size_t>(pupil)] = true;
  }
  load_standing(pupil, from, until);
  std::size_t s = 0;
  for (std::size_t first = 0, last; first < rows_.size(); first = last) {
    for (last = first + 1; last < rows_.size() && rows_[last].same_key(rows_[first]);) ++last;
    for (; s < standing_.size() && key_before(standing_[s].row, rows_[first]); ++s)
      withdraw_if_lacking(standing_[s]);
    const bool known = s < standing_.size() && standing_[s].row.same_key(rows_[first]);
    settle_key(first, last, known ? &standing_[s] : nullptr);
    if (known) ++s;
  }
  for (; s < standing_.size(); ++s) withdraw_if_lacking(standing_[s]);
}

/// Takes the rows [first, last) of one key.
void AbsenceTaker::settle_key(std::size_t first, std::size_t last, const Standing* standing) {
  Receipt& receipt = in_.receipt;
  const StagedAbsence& row = rows_[first];
  for (std::size_t i = first + 1; i < last; ++i) {
    if (rows_[i].refused == row.refused && (row.refused || rows_[i].same_values(row))) continue;
    for (std::size_t j = first; j < last; ++j)
      if (!rows_[j].refused)
        in_.conflict(rows_[j].line, j == first ? rows_[i].line : row.line, FileKind::absences);
    return;
  }
  const bool stands = standing != nullptr && !standing->withdrawn;
  if (row.refused) {
    if (!stands) return;
    ++receipt.withdrawn;
    return write(standing->row, true);
  }
  receipt.same += static_cast<std::int64_t>(last - first - 1);
  if (stands && standing->row.same_values(row)) {
    ++receipt.same;
    return;
  }
  ++(stands ? receipt.changed : receipt.fresh);
  write(row, false);
}

void AbsenceTaker::withdraw_if_lacking(const Standing& standing) {
  if (!complete_ || standing.withdrawn) return;
  const StagedAbsence& row = standing.row;
  const auto school = static_cast<std::size_t>(row.school);
  const bool of_file = school < in_.volume.size() && in_.volume[school].rows > 0;
  if (!of_file || row.day < in_.delivery.covers->from.day || row.day > in_.delivery.covers->until.day) return;
  ++in_.receipt.withdrawn;
  write(row, true);
}

void AbsenceTaker::write(const StagedAbsence& row, bool withdrawn) { written_.push_back({row, withdrawn}); }

}  // namespace

std::unique_ptr<Taker> absence_taker(Intake& intake) { return std::make_unique<AbsenceTaker>(intake); }

}  // namespace verzuim
