// SPDX-License-Identifier: EUPL-1.2
#include "store_volume.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "store_versions.hpp"

namespace verzuim {
namespace {

std::int64_t school_days(const Calendar& calendar, const std::string& school, Date from, Date until) {
  const SchoolDays* days = calendar.of(school);
  std::int64_t count = 0;
  for (Date d = from; d <= until; d = d + 1)
    if (days != nullptr && days->known(d) ? days->is_school_day(d) : weekday(d) <= 5) ++count;
  return std::max<std::int64_t>(count, 1);
}

constexpr std::int64_t large = 100;

/// Rows per school day in the last files of a school that were read in the same way: what is usual.
std::vector<double> usual_volume(Intake& in, std::size_t school) {
  SQLite::Statement before(
      in.parts.db,
      "SELECT volume.rows, days FROM volume JOIN batch ON no = batch WHERE school = ? AND "
      "volume.rows >= ? AND profile = ? ORDER BY batch DESC LIMIT 8");
  before.bind(1, static_cast<std::int64_t>(school));
  before.bind(2, large);
  before.bind(3, in.delivery.profile);
  std::vector<double> usual;
  while (before.executeStep())
    usual.push_back(before.getColumn(0).getDouble() / before.getColumn(1).getDouble());
  std::sort(usual.begin(), usual.end());
  return usual;
}

/// Throws when a school has too few rows for the days of its file.
void guard_school(Intake& in, std::size_t school, std::int64_t days) {
  constexpr std::size_t enough = 4;  // fewer files than that tell nothing of what is usual
  const std::vector<double> usual = usual_volume(in, school);
  const std::size_t n = usual.size();
  if (n < enough) return;
  const double median = (usual[(n - 1) / 2] + usual[n / 2]) / 2,
               rows = static_cast<double>(in.volume[school].rows);
  if (rows < 0.7 * median * static_cast<double>(days))
    throw Error(ErrorCode::data,
                fmt::format("fewer rows than usual for school {} ({:.0f} a school day, usually {:.0f}), "
                            "so nothing was kept; check the export, then use --accept",
                            in.parts.schools[school], rows / static_cast<double>(days), median),
                {in.receipt.file});
}

void note_volume(Intake& in, std::size_t school, std::int64_t days, std::int32_t horizon) {
  SQLite::Statement note(in.parts.db,
                         "INSERT INTO volume(batch, school, rows, days, horizon) VALUES(?, ?, ?, ?, ?)");
  note.bind(1, in.receipt.batch);
  note.bind(2, static_cast<std::int64_t>(school));
  note.bind(3, in.volume[school].rows);
  note.bind(4, days);
  note.bind(5, horizon);
  note.exec();
}

bool has_open(AbsenceTable& table, std::int32_t pupil, std::int32_t school) {
  const auto& rows =
      table.standing(pupil, 0, std::numeric_limits<std::int32_t>::max(), [](std::int32_t) { return true; });
  return std::any_of(rows.begin(), rows.end(), [&](const StandingAbsence& s) {
    return s.row.state == FactState::open && s.row.school == school;
  });
}

/// Touches the pupils of whom a report is open at this school, since it now goes on until `horizon`, and
/// forgets those of whom none is any more.
void touch_open(Intake& in, std::int32_t school, std::int32_t horizon) {
  HotStatement open(in.parts.db, "SELECT pupil FROM open_report WHERE school = ?"),
      forget(in.parts.db, "DELETE FROM open_report WHERE school = ? AND pupil = ?");
  open.bind(1, school);
  std::vector<std::int32_t> pupils;
  while (open.step()) pupils.push_back(open.integer(0));
  AbsenceTable table(in.parts.db);
  for (std::int32_t pupil : pupils) {
    if (has_open(table, pupil, school)) {
      in.touch(pupil, FileKind::absences, horizon);
      continue;
    }
    forget.bind(1, school);
    forget.bind(2, pupil);
    forget.step();
  }
}

}  // namespace

void guard_rejects(const Intake& in) {
  const Receipt& r = in.receipt;
  if (in.unreadable < 20 || in.unreadable * 50 <= r.rows) return;
  throw Error(
      ErrorCode::data,
      fmt::format("{} of {} rows refused, so nothing was kept; look at the refused rows, then use --accept",
                  r.rejected, r.rows),
      {r.file});
}

void weigh_schools(Intake& in, Store& store) {
  HotStatement note(in.parts.db, "INSERT OR IGNORE INTO open_report(school, pupil) VALUES(?, ?)");
  for (const auto& [school, pupil] : in.open_reports) {
    note.bind(1, school);
    note.bind(2, pupil);
    note.step();
  }
  const Calendar calendar(Reference::shipped(), store.schools(), store.calendar());
  in.parts.read_schools();
  const std::vector<std::int32_t> before = in.parts.horizons(in.parts.visible({}));
  // Leave is entered ahead of its day, so a row may lie later than anyone can know of.
  const auto today = parse_date(in.receipt.at.substr(0, 10));
  for (std::size_t school = 0; school < in.volume.size(); ++school) {
    const SchoolVolume& v = in.volume[school];
    if (v.rows == 0) continue;
    const auto& covers = in.delivery.covers;
    const Date from = covers ? covers->from : Date{v.first_day},
               until = covers ? covers->until : Date{v.last_day};
    const std::int64_t days = school_days(calendar, in.parts.schools[school], from, until);
    const std::int32_t horizon = today ? std::min(v.horizon, today->day) : v.horizon,
                       known = school < before.size() ? before[school] : 0;
    if (!in.delivery.accept && (covers || v.last_day > known)) guard_school(in, school, days);
    note_volume(in, school, days, horizon);
    if (horizon > known) touch_open(in, static_cast<std::int32_t>(school), horizon);
  }
}

}  // namespace verzuim
