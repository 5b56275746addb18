// SPDX-License-Identifier: EUPL-1.2
// Reports: first numbers, then documents. A gemeente gets tables about its own registered youth, past the
// gate for small counts and without sickness; each role gets a work list of what to do next.
#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "verzuim/disclosure.hpp"
#include "verzuim/dossier.hpp"
#include "verzuim/escalation.hpp"
#include "verzuim/signal.hpp"

namespace verzuim {

enum class Language : std::uint8_t { nl, en };
enum class ReportFormat : std::uint8_t { html, md, csv };
VERZUIM_EXPORT std::optional<Language> parse_language(std::string_view text);
VERZUIM_EXPORT std::optional<ReportFormat> parse_report_format(std::string_view text);

/// The days that a report is about; both inclusive.
struct Period {
  Date from, until;
  std::string name;  ///< as it was asked for
};

/// The period in `text`: a school year `2025-2026`, a month `2026-02`, an ISO week `2026-W08` or
/// `FROM..UNTIL`; empty for the school year of `on`. What lies after `on` is cut off, since it cannot be
/// known. Throws: Error (usage) when it is none of these, or begins after `on`.
VERZUIM_EXPORT Period read_period(std::string_view text, Date on);

/// A file that a report rests on.
struct ReportSource {
  std::string file, sha256, kind;
  std::int64_t rows = 0, rejected = 0;  ///< rejected: -1 where it would tell how many are ill
};

/// What stands above every report.
struct ReportHead {
  Period period;
  Date on;
  std::string rules;    ///< fingerprint of the rule set
  std::string program;  ///< name and version
  std::string made_at;  ///< UTC
  int withhold = 5;     ///< counts from 1 up to this are withheld
  std::vector<ReportSource> sources;
  std::optional<Date> flagged_on;  ///< as-of date of the last run of the rules, also of one over some pupils;
                                   ///< nothing when they never ran
  bool has_dossiers = true;        ///< false when no signal was ever followed up in this store
};

/// One table of a report: counts, and the ids of its rows and columns.
struct ReportTable {
  std::string id;  ///< population, unauthorised, late, unexplained, signals, timeliness, dossiers, meldingen
  std::vector<std::string> rows, columns;
  std::vector<std::string>
      row_texts;  ///< what rows are called, where the data says so (titles of rules); else empty
  CountTable counts;
  bool known = true;  ///< false: nothing is known; then no number may be shown, not even 0
};

/// The numbers of one gemeente, past the gate.
struct GemeenteReport {
  std::string code, name;
  ReportHead head;
  Cell pupils, enrolments;
  std::vector<ReportTable> tables;
  std::vector<std::string> silent_schools;     ///< delivered nothing in the last school weeks
  std::vector<std::string> schools_no_region;  ///< their calendar is not known, so nothing is counted there
  Cell without_gemeente;                       ///< pupils in the whole store of whom no woongemeente is known

  const ReportTable* table(std::string_view id) const;
};

/// Counts for all gemeenten at once. Feed it all pupils first, then signals and dossiers.
class VERZUIM_EXPORT GemeenteReports {
 public:
  /// Requires: setting and rules outlive it.
  GemeenteReports(const Setting& setting, const Rulebook& rules, ReportHead head);
  ~GemeenteReports();
  GemeenteReports(const GemeenteReports&) = delete;
  GemeenteReports& operator=(const GemeenteReports&) = delete;

  /// Counts a pupil who was enrolled on a day of the period, in the woongemeente at its end.
  void add(const PupilFacts& facts);
  void add(const Signal& signal);
  void add(const DossierState& dossier);

  /// The codes of the gemeenten with at least one pupil, sorted.
  std::vector<std::string> gemeenten() const;
  /// The report of one gemeente; with zeros when it has no pupil. To be asked after the last `add`.
  GemeenteReport report(std::string_view code) const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

/// The unauthorised minutes of a period, counted as the rules count hours, and the late arrivals.
struct PeriodAbsence {
  std::int64_t unauthorised_minutes = 0;
  int late = 0, unexplained = 0;
  bool countable = true;  ///< false when a calendar or the length of a day is missing
};
VERZUIM_EXPORT PeriodAbsence counted_absence(const Setting& setting, const PupilFacts& facts,
                                             const Period& period);

/// What a role has to do. For a role that a gemeente holds: one gemeente only.
struct WorkList {
  std::string role;
  std::string gemeente;  ///< CBS code, for a role held by a gemeente; empty when it is not known
  bool for_gemeente = false;
  std::string school;           ///< BRIN, for a role at a school: no school is handed another's list
  std::string owner;            ///< of a mentor's list, the mentor's code
  std::vector<Action> actions;  ///< overdue first, then by due date
};

/// What is to be done on `on` in the open dossiers of one pupil, also where nothing changed. `history` are
/// the events of these dossiers in order of recording. Throws: as `fold`.
VERZUIM_EXPORT std::vector<Action> standing_actions(const EscalationSetting& setting, Date on,
                                                    const PupilFacts& facts,
                                                    const std::vector<DossierEvent>& history);

/// Sorts actions into work lists by role. From lists for a gemeente is left out what `hidden_signal` says a
/// gemeente may not see, and whole actions that rest on nothing else; `held_back` counts those.
VERZUIM_EXPORT std::vector<WorkList> work_lists(
    std::vector<Action> actions, const std::function<bool(const std::string&)>& hidden_signal = {},
    int* held_back = nullptr);

/// How documents are written.
struct DocumentOptions {
  Language language = Language::nl;
  bool raw = false;  ///< CSV without the spreadsheet guard
  std::vector<std::pair<std::string, std::string>> role_labels;
  const Reference* reference = nullptr;  ///< for names of gemeenten; may be null
};

/// A file of a report: a name without folder, and its text.
struct ReportFile {
  std::string name, text;
};

/// HTML and Markdown are one file, CSV is one for the head and one for each table.
VERZUIM_EXPORT std::vector<ReportFile> write_report(const GemeenteReport& report, ReportFormat format,
                                                    const DocumentOptions& options);
/// The page that leads to the reports of all gemeenten.
VERZUIM_EXPORT ReportFile write_report_index(const std::vector<GemeenteReport>& reports, ReportFormat format,
                                             const DocumentOptions& options);
/// All work lists as one text (`apart` false), or one file for each. The as-of date stands in the foot.
VERZUIM_EXPORT std::vector<ReportFile> write_work_lists(const std::vector<WorkList>& lists, Date on,
                                                        ReportFormat format, bool apart,
                                                        const DocumentOptions& options);

}  // namespace verzuim
