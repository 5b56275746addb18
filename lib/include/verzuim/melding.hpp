// SPDX-License-Identifier: EUPL-1.2
// A melding as the register wants it: what a school knows of its fields, the days and hours from the records
// that count, and whom the gemeente can call. It is what someone types over or checks; it is not a message of
// DUO and does not claim to be compatible with one. Basis: Besluit register onderwijsdeelnemers, art. 14;
// DUO, soorten verzuim.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "verzuim/escalation.hpp"

namespace verzuim {

/// One day of a melding.
struct MeldingDay {
  Date date;
  bool whole_day = false;
  std::vector<int> lessons;  ///< in order; empty for a whole day
  int minutes = 0;           ///< as far as the records tell. Units: minutes
  Kind kind = Kind::unauthorised;
};

struct MeldingForm {
  std::string dossier, pupil, school, school_name;
  std::string gemeente;  ///< the woongemeente: where it goes
  bool made = false;     ///< it was recorded; else it is what the signals ask for
  std::int64_t event = 0;
  std::string kind, number, status, close_reason;
  std::optional<Date> begin, end, due_on;
  std::optional<Date> recount_from;  ///< counting starts again on this day
  std::string reason, all_lessons, priority, not_wanted_why, hours;
  std::vector<std::string> done, wanted;
  std::string text;  ///< explanation; only when confirmed that nothing medical stands in it
  bool startkwalificatie = false;
  std::string location;  ///< teaching location: a BRIN with its vestiging
  std::string contact_role, contact_function, contact_phone, contact_mail;
  std::vector<MeldingDay> days;
  std::vector<std::string> signals;
  std::vector<std::string> lacking;  ///< what the register wants and nobody recorded
};

/// The meldingen of a dossier on `on`: those that were made, in order, and last the one that is due, if any.
/// `events` are those of the dossier. Sick and authorised absence is never in them.
/// Requires: the facts of the pupil of the dossier.
VERZUIM_EXPORT std::vector<MeldingForm> melding_forms(const EscalationSetting& setting, Date on,
                                                      const PupilFacts& facts,
                                                      const std::vector<DossierEvent>& events);

/// Appends `[[melding]]` with its `[[melding.day]]` tables.
VERZUIM_EXPORT void write_melding_toml(std::string& out, const MeldingForm& form);
/// The header and the rows of the CSV form: a row for each day, the fields of the melding repeated.
VERZUIM_EXPORT std::string melding_header();
VERZUIM_EXPORT void write_melding_csv(std::string& out, const MeldingForm& form);

}  // namespace verzuim
