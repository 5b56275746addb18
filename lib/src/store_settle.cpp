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

}  // namespace

void PupilSettler::settle(std::int32_t pupil, std::vector<StagedAbsence>& rows,
                          const std::vector<StagedAbsence>* covered) {
  written_.clear();
  load(pupil, rows, covered != nullptr);
  drop_ended(rows);
  std::size_t s = 0;
  const Standing& standing = *standing_;
  for (std::size_t first = 0, last; first < rows.size(); first = last) {
    for (last = first + 1; last < rows.size() && rows[last].same_key(rows[first]);) ++last;
    while (s < standing.size() && key_before(standing[s].row, rows[first])) ++s;
    const bool known = s < standing.size() && standing[s].row.same_key(rows[first]);
    settle_key(&rows[first], &rows[last - 1] + 1, known ? &standing[s] : nullptr);
  }
  withdraw_rest(rows, covered);
  if (!std::is_sorted(written_.begin(), written_.end(), key_before))
    std::sort(written_.begin(), written_.end(), key_before);
}

void PupilSettler::load(std::int32_t pupil, const std::vector<StagedAbsence>& rows, bool covered) {
  static const Standing nothing;
  standing_ = &nothing;
  if (in_.pupils.fresh(pupil)) return;
  std::int32_t from = rows.empty() ? ever : rows.front().day, until = rows.empty() ? 0 : rows.back().day;
  // A report may reach further than the rows that this file has of it.
  if (std::any_of(rows.begin(), rows.end(), of_report)) until = ever;
  if (covered) {
    from = std::min(from, in_.parts.covered->from());
    until = std::max(until, in_.parts.covered->until());
  }
  standing_ = &table_.standing(pupil, from, until, [](std::int32_t) { return true; });
}

/// Takes out the reports without an end of which an end is known, whichever came first: files come in any
/// order. Only a file that says to hold everything opens a report again.
void PupilSettler::drop_ended(std::vector<StagedAbsence>& rows) {
  const auto ended = [&](const StagedAbsence& open) {
    const auto ends = [&](const StagedAbsence& row) {
      return row.state == FactState::firm && row.same_report(open);
    };
    return std::any_of(rows.begin(), rows.end(), ends) ||
           (!in_.delivery.covers && std::any_of(standing_->begin(), standing_->end(),
                                                [&](const StandingAbsence& s) { return ends(s.row); }));
  };
  const auto gone = std::stable_partition(rows.begin(), rows.end(), [&](const StagedAbsence& row) {
    return row.state != FactState::open || !ended(row);
  });
  for (auto row = gone; row != rows.end(); ++row) ledger_.note(row->line, RowOutcome::same);
  rows.erase(gone, rows.end());
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
  const bool same = stands && standing->row.state == row->state && standing->row.same_values(*row);
  if (same) return ledger_.note(row->line, RowOutcome::same);
  ledger_.note(row->line, stands ? RowOutcome::changed : RowOutcome::fresh);
  if (!stands) ++in_.facts;
  write(*row);
}

/// Withdraws what the files of a coverage lack, and the days that a report no longer has: one that comes with
/// an end takes the place of what was held of it before.
void PupilSettler::withdraw_rest(const std::vector<StagedAbsence>& rows,
                                 const std::vector<StagedAbsence>* covered) {
  if (covered == nullptr && !ledger_.several()) return;
  for (const StandingAbsence& s : *standing_) {
    if (!s.row.stands() || find_key(rows, s.row) != rows.end()) continue;
    if (covered != nullptr && in_.parts.covered->speaks_for(s.row)) {
      if (find_key(*covered, s.row) == covered->end()) withdraw(s.row);
      continue;
    }
    if (!of_report(s.row)) continue;
    const auto end = std::find_if(rows.begin(), rows.end(), [&](const StagedAbsence& row) {
      return row.state == FactState::firm && row.same_report(s.row);
    });
    if (end == rows.end()) continue;
    ledger_.note(end->line, RowOutcome::changed);
    withdraw(s.row);
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
