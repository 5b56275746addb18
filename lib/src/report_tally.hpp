// SPDX-License-Identifier: EUPL-1.2
// What is counted for each gemeente while pupils, signals and dossiers come by.
#pragma once
#include <array>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "report_classes.hpp"
#include "verzuim/report.hpp"

namespace verzuim {

using CountRow = std::vector<std::int64_t>;
using CountRows = std::vector<CountRow>;

inline CountRows zeros(std::size_t rows, std::size_t columns) {
  return CountRows(rows, CountRow(columns, 0));
}

/// What came of a signal that must be acted on.
enum class Timely : std::size_t { on_time, late, not_due, overdue, unknown };
inline constexpr std::array<std::string_view, 5> timely_names = {"on_time", "late", "not_due", "overdue",
                                                                 "unknown"};

/// A signal as it is counted.
struct NotedSignal {
  std::string rule, pupil, step;
  Date reached_on;
  std::optional<Date> due_on;
  bool must = false;
  Timely timely = Timely::unknown;
};

struct NotedMelding {
  std::string pupil, kind;
};

/// All that is counted for one gemeente.
struct GemeenteTally {
  CountRows duty = zeros(sector_names.size(), duty_names.size());
  CountRows hours = zeros(sector_names.size(), report_classes().hours.size() + 3);
  CountRows late = zeros(sector_names.size(), report_classes().times.size() + 3);
  CountRows unexplained = zeros(sector_names.size(), 3);
  std::int64_t pupils = 0, enrolments = 0;
  std::set<std::string> schools;
  std::map<std::string, NotedSignal> signals;  ///< by signal id
  std::vector<NotedMelding> meldingen;
  std::map<std::pair<std::string, std::string>, std::array<std::int64_t, 2>>
      dossiers;  ///< step and role: in time, overdue
};

struct GemeenteReports::Parts {
  const Setting& setting;
  const Rulebook& rules;
  ReportHead head;
  std::map<std::string, GemeenteTally, std::less<>> tallies;
  std::map<std::string, GemeenteTally*, std::less<>> by_pupil;
  std::map<std::string, Date, std::less<>> last_record;  ///< by school (four characters)
  std::int64_t without_gemeente = 0;

  GemeenteTally* tally_of(std::string_view pupil) const {
    const auto found = by_pupil.find(pupil);
    return found == by_pupil.end() ? nullptr : found->second;
  }
  bool in_period(Date date) const { return head.period.from <= date && date <= head.period.until; }

  /// A school that sends anything is not silent, whoever it is about.
  void note_schools(const PupilFacts& facts);
  /// True when nothing came from a school in its last school weeks up to the end of the period.
  bool silent(const std::string& school) const;
  /// Whether a signal that must be acted on was, as far as the events of its dossier tell.
  Timely timely(const NotedSignal& noted, const DossierState& dossier) const;

  ReportTable signals_table(const GemeenteTally& tally) const;
  ReportTable timeliness_table(const GemeenteTally& tally) const;
  ReportTable dossiers_table(const GemeenteTally& tally) const;
  ReportTable meldingen_table(const GemeenteTally& tally) const;
};

/// A table with the sectors as its rows.
ReportTable sector_table(std::string id, std::vector<std::string> columns, const CountRows& rows);

}  // namespace verzuim
