// SPDX-License-Identifier: EUPL-1.2
#include "store_settle.hpp"

#include <algorithm>
#include <limits>

namespace verzuim {
namespace {

constexpr std::int32_t ever = std::numeric_limits<std::int32_t>::max();

bool of_report(const StagedAbsence& row) { return row.since != StagedAbsence::no_report; }

std::vector<StagedAbsence>::const_iterator find_key(const std::vector<StagedAbsence>& rows,
                                                    const StagedAbsence& key) {
  const auto at = std::lower_bound(rows.begin(), rows.end(), key, key_before);
  return at != rows.end() && at->same_key(key) ? at : rows.end();
}

const StandingAbsence* find_key(const std::vector<StandingAbsence>& standing, const StagedAbsence& key) {
  const auto at =
      std::lower_bound(standing.begin(), standing.end(), key,
                       [](const StandingAbsence& s, const StagedAbsence& k) { return key_before(s.row, k); });
  return at != standing.end() && at->row.same_key(key) ? &*at : nullptr;
}

}  // namespace

PupilSettler::PupilSettler(Intake& intake, RowLedger& ledger, bool complete)
    : in_(intake), ledger_(ledger), table_(intake.parts.db), complete_(complete) {
  if (in_.receipt.last_date) horizon_ = in_.receipt.last_date->day;
  if (in_.delivery.covers) horizon_ = std::max(horizon_, in_.delivery.covers->until.day);
}

void PupilSettler::settle(std::int32_t pupil, std::vector<StagedAbsence>& rows) {
  written_.clear();
  load(pupil, rows);
  go_on_with_open(rows);
  std::size_t s = 0;
  const Standing& standing = *standing_;
  for (std::size_t first = 0, last; first < rows.size(); first = last) {
    for (last = first + 1; last < rows.size() && rows[last].same_key(rows[first]);) ++last;
    for (; s < standing.size() && key_before(standing[s].row, rows[first]); ++s)
      withdraw_if_lacking(standing[s].row);
    const bool known = s < standing.size() && standing[s].row.same_key(rows[first]);
    settle_key(&rows[first], &rows[last - 1] + 1, known ? &standing[s] : nullptr);
    if (known) ++s;
  }
  for (; s < standing.size(); ++s) withdraw_if_lacking(standing[s].row);
  if (ledger_.several()) end_reports(rows);
  if (!std::is_sorted(written_.begin(), written_.end(), key_before))
    std::sort(written_.begin(), written_.end(), key_before);
}

void PupilSettler::load(std::int32_t pupil, const std::vector<StagedAbsence>& rows) {
  static const Standing nothing;
  standing_ = &nothing;
  if (in_.pupils.fresh(pupil)) return;
  // A report may reach further than the rows that this file has of it.
  const bool everything = std::any_of(rows.begin(), rows.end(), of_report);
  std::int32_t from = everything || rows.empty() ? ever : rows.front().day,
               until = rows.empty() ? 0 : rows.back().day;
  if (everything) from = 0, until = ever;
  if (complete_) {
    from = std::min(from, in_.delivery.covers->from.day);
    until = std::max(until, in_.delivery.covers->until.day);
  }
  standing_ = &table_.standing(pupil, from, until, [](std::int32_t) { return true; });
}

/// True when an end of this report is known, whichever came first: files come in any order. Only a file that
/// says to hold everything opens a report again.
bool PupilSettler::ended(const StagedAbsence& open, const std::vector<StagedAbsence>& rows) const {
  const auto ends = [&](const StagedAbsence& row) {
    return row.state == FactState::firm && row.same_report(open);
  };
  if (std::any_of(rows.begin(), rows.end(), ends)) return true;
  return !complete_ && std::any_of(standing_->begin(), standing_->end(),
                                   [&](const StandingAbsence& s) { return ends(s.row); });
}

/// Adds the days of reports without an end, up to the last day of which the file speaks. What is said of such
/// a day itself, here or before, goes above it.
void PupilSettler::go_on_with_open(std::vector<StagedAbsence>& rows) {
  std::vector<StagedAbsence> days;
  for (const StagedAbsence& row : rows) {
    if (row.state != FactState::open || ended(row, rows)) continue;
    for (Date date : open_days(Date{row.day}, Date{horizon_})) {
      StagedAbsence day = row;
      day.since = static_cast<std::int16_t>(row.since + (date.day - row.day));
      day.day = date.day;
      const StandingAbsence* standing = find_key(*standing_, day);
      const bool told =
          standing != nullptr && standing->row.state == FactState::firm && !standing->row.same_report(day);
      if (!told && find_key(rows, day) == rows.end()) days.push_back(day);
    }
  }
  if (days.empty()) return;
  // Of two reports that are both open the later one tells of a day.
  std::stable_sort(days.begin(), days.end(), [](const StagedAbsence& a, const StagedAbsence& b) {
    return key_before(a, b) || (a.same_key(b) && a.since < b.since);
  });
  days.erase(std::unique(days.begin(), days.end(),
                         [](const StagedAbsence& a, const StagedAbsence& b) { return a.same_key(b); }),
             days.end());
  rows.insert(rows.end(), days.begin(), days.end());
  std::sort(rows.begin(), rows.end(), [](const StagedAbsence& a, const StagedAbsence& b) {
    return key_before(a, b) || (a.same_key(b) && a.line < b.line);
  });
}

/// Takes the rows [first, last) of one key.
void PupilSettler::settle_key(const StagedAbsence* first, const StagedAbsence* last,
                              const StandingAbsence* standing) {
  for (const StagedAbsence* other = first + 1; other < last && !ledger_.several(); ++other) {
    if (other->state == first->state && (first->refused() || other->same_values(*first))) continue;
    for (const StagedAbsence* row = first; row < last; ++row)
      if (!row->refused())
        in_.conflict(row->line, row == first ? other->line : first->line, FileKind::absences);
    return;
  }
  const bool stands = standing != nullptr && standing->row.stands();
  if (first->refused()) {
    if (stands) withdraw(standing->row);
    return;
  }
  // A row with an end is surer than one without.
  const StagedAbsence* row =
      std::find_if(first, last, [](const StagedAbsence& r) { return r.state == FactState::firm; });
  if (row == last) row = first;
  for (const StagedAbsence* other = first; other < last; ++other)
    if (other != row) ledger_.note(other->line, RowOutcome::same);
  const bool surer = stands && standing->row.state == FactState::open && row->state == FactState::firm;
  if (stands && !surer && standing->row.same_values(*row)) return ledger_.note(row->line, RowOutcome::same);
  ledger_.note(row->line, stands ? RowOutcome::changed : RowOutcome::fresh);
  if (!stands) ++in_.facts;
  write(*row);
}

/// True when the file says that it holds everything of this school and day.
bool PupilSettler::is_covered(const StagedAbsence& standing) const {
  if (!complete_) return false;
  const Covers& covers = *in_.delivery.covers;
  const auto school = static_cast<std::size_t>(standing.school);
  const bool of_file = school < in_.volume.size() && in_.volume[school].rows > 0;
  return of_file && standing.day >= covers.from.day && standing.day <= covers.until.day;
}

void PupilSettler::withdraw_if_lacking(const StagedAbsence& standing) {
  if (standing.stands() && is_covered(standing)) withdraw(standing);
}

/// A report that came with an end takes the place of what was held of it before: the days that it no longer
/// has are withdrawn.
void PupilSettler::end_reports(const std::vector<StagedAbsence>& rows) {
  for (const StandingAbsence& standing : *standing_) {
    const bool gone = is_covered(standing.row) || !standing.row.stands();
    if (gone || !of_report(standing.row) || find_key(rows, standing.row) != rows.end()) continue;
    const auto end = std::find_if(rows.begin(), rows.end(), [&](const StagedAbsence& row) {
      return row.state == FactState::firm && row.same_report(standing.row);
    });
    if (end == rows.end()) continue;
    ledger_.note(end->line, RowOutcome::changed);
    withdraw(standing.row);
  }
}

void PupilSettler::withdraw(const StagedAbsence& standing) {
  ++in_.receipt.withdrawn;
  --in_.facts;
  write(standing);
  written_.back().state = FactState::withdrawn;
}

void PupilSettler::write(const StagedAbsence& row) { written_.push_back(row); }

}  // namespace verzuim
