// SPDX-License-Identifier: EUPL-1.2
#include "store_shared.hpp"

#include <algorithm>
#include <iterator>
#include <vector>

#include "verzuim/text.hpp"

namespace verzuim {
namespace {

/// The schools whose calendar or row changed, as they stand in enrolments.
std::set<std::string> schools_of_changed(Intake& in, const std::set<std::string>& changed) {
  std::set<std::string> schools;
  SQLite::Statement rows(in.parts.db, "SELECT DISTINCT school FROM enrolment");
  while (rows.executeStep()) schools.insert(rows.getColumn(0).getString());
  if (changed.count("*") > 0) return schools;
  std::vector<School> with_region;
  SQLite::Statement regions(in.parts.db, "SELECT school, region FROM school_row ORDER BY school, batch");
  while (regions.executeStep())
    with_region.push_back({regions.getColumn(0).getString(), {}, {}, regions.getColumn(1).getString(), {}});
  const Calendar calendar(Reference::shipped(), std::move(with_region), {});
  const auto is_hit = [&](const std::string& school) {
    // A row of one vestiging may speak for the whole school, so look at the BRIN.
    const auto same_brin = [&](const std::string& c) { return brin_of(c) == brin_of(school); };
    return changed.count(calendar.region_of(school)) > 0 ||
           std::any_of(changed.begin(), changed.end(), same_brin);
  };
  std::set<std::string> hit;
  std::copy_if(schools.begin(), schools.end(), std::inserter(hit, hit.end()), is_hit);
  return hit;
}

}  // namespace

void touch_shared(Intake& in, FileKind kind, const std::set<std::string>& changed) {
  if (changed.empty()) return;
  const bool by_class = kind == FileKind::timetable;
  const std::set<std::string> hit = by_class ? changed : schools_of_changed(in, changed);
  SQLite::Statement rows(in.parts.db, by_class
                                          ? "SELECT pupil, class, id FROM enrolment JOIN pupil ON no = pupil"
                                          : "SELECT pupil, school FROM enrolment");
  while (rows.executeStep())
    if (hit.count(rows.getColumn(1).getString()) > 0 ||
        (by_class && hit.count(rows.getColumn(2).getString()) > 0))
      in.touched.push_back(rows.getColumn(0).getInt());
}

}  // namespace verzuim
