// SPDX-License-Identifier: EUPL-1.2
// What a report asks of a dossier: when what was done, and how it ended.
#pragma once
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "verzuim/dossier.hpp"

namespace verzuim {

struct CaseMelding {
  Date on;
  std::string kind, status;  ///< status on the as-of date
  Date begin;
  std::optional<Date> ended_on;  ///< when it was closed, noted or withdrawn
  bool withdrawn() const { return status == "withdrawn"; }
};

struct CaseKnooppunt {
  Date on;
  bool pupil = false, parents = false;
  std::vector<std::string> parties = {};  ///< roles
};

struct CaseVerslag {
  Date on;
  std::string gemeente;  ///< to which it went
};

struct CaseHandover {
  Date on;
  std::string school;  ///< that offered it
  std::optional<Date> accepted_on;
  bool away = false;        ///< to another school or gemeente, not within the school
  bool a4 = false;          ///< an A4 of successes and talents is recorded with it
  bool with_pupil = false;  ///< which the pupil helped to make
  bool story = false;       ///< there is a text for who takes over
  bool refused = false;
  bool talked = false;  ///< there was a talk about it once it was accepted
};

struct CaseRoute {
  Date on;
  std::string path;
};

/// One dossier, as far as the as-of date.
struct CaseFacts {
  std::string id, school, step, owner, outcome;
  Sector sector = Sector::vo;
  Date opened_on;
  bool open = false, orphan = false;
  std::optional<Date> closed_on, due_on;
  bool for_gemeente = false;  ///< it rests on something that a gemeente may know
  bool of_jeugdarts = false;
  std::optional<Date> signal_on, open_signal_on;  ///< first reason: any, and one that a gemeente may know
  std::optional<Date> sixteen_on;                 ///< first signal that asks for a 16-hour melding
  bool below_sixteen = false;                     ///< it has a signal of unauthorised absence at all
  std::optional<Date> contact_on, talk_on;
  std::set<std::string> held_by;  ///< the roles of all steps that it ever was on
  std::vector<CaseMelding> meldingen;
  std::vector<CaseKnooppunt> knooppunten;
  std::vector<CaseHandover> handovers;
  std::vector<CaseRoute> routes;
  std::vector<CaseVerslag> verslagen;
  std::vector<Date> consults_asked, consults_held, advices, prevention_talks, talks, gemeente_talks;
  std::vector<Date> parents_informed, leerplicht_informed;
  int afspraken = 0, kept = 0, broken = 0, overdue = 0;

  /// True when it was closed because the absence was over.
  bool solved() const { return !open && (outcome == "back-full" || outcome == "back-part"); }
  /// True when it never got further than the mentor.
  bool at_mentor() const;
  /// True when the gemeente got a part in it.
  bool reached_gemeente() const;
};

/// Requires: the events of this dossier up to the as-of date, in order of recording.
CaseFacts case_facts(const DossierState& state, const std::vector<DossierEvent>& events, Date on);

/// True for what stands with the jeugdarts: that is where sickness ends, and it is never told to a gemeente.
bool is_of_jeugdarts(std::string_view step, std::string_view role);

}  // namespace verzuim
