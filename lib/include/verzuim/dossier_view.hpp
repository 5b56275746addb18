// SPDX-License-Identifier: EUPL-1.2
// A dossier as one reader gets it. Every document, list and explanation about a person is made of this and
// not of the dossier itself, so there is one place where something could slip out.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "verzuim/disclosure.hpp"
#include "verzuim/dossier.hpp"
#include "verzuim/escalation.hpp"

namespace verzuim {

/// Who looks, when, and what of the pupil it depends on.
struct DossierReader {
  std::string role;  ///< empty: the holder of the store, whoever works there
  RoleHolder holder = RoleHolder::other;
  std::string gemeente;    ///< CBS code of the gemeente that the reader works for; empty: that of the pupil
  std::string school;      ///< BRIN of the school that the reader works at; empty: that of the dossier
  std::string letter;      ///< that is being written for the reader, as the table knows it; empty for none
  Date on;                 ///< as of this day
  std::optional<int> age;  ///< of the pupil. Units: years
  Duty duty = Duty::not_known;
};

/// Fills in age and duty of the pupil on the reader's day. Requires: `reader.on` is set.
VERZUIM_EXPORT void know_pupil(DossierReader& reader, const Law& law, const PupilFacts& facts, Sector sector);

/// True when a gemeente has, or had, a part in the dossier: a step of its own, a melding or a verslag. That
/// the school is still to report gives it none.
VERZUIM_EXPORT bool gemeente_has_part(const DossierState& state, const Ladder& ladder);
/// True when this role has, or had, a part: a role of the school always, parents and pupil too, one of a
/// gemeente when a gemeente has, and any other one when it held a step, was there, or was told, asked or
/// invited.
VERZUIM_EXPORT bool has_part(const std::string& role, const DossierState& state, const Ladder& ladder);

class VERZUIM_EXPORT DossierView {
 public:
  /// Requires: state and ladder outlive the view; the events are those of the dossier, in order of recording.
  DossierView(const DossierState& state, const std::vector<DossierEvent>& events, const Ladder& ladder,
              DossierReader reader, const DisclosureTable& table = DisclosureTable::shipped());

  const DossierState& state() const { return *state_; }
  const Ladder& ladder() const { return *ladder_; }
  const DossierReader& reader() const { return reader_; }
  /// Why this reader gets nothing at all; null when there is something for them.
  const DisclosureNever* refusal() const;
  /// Throws: Error (not_permitted) with the reason when this reader gets nothing at all.
  void expect_something() const;
  /// True when the reader may see this field of the dossier.
  bool opens(std::string_view field) const;
  /// The events that hold, without what the reader may not see, in order of recording.
  const std::vector<DossierEvent>& events() const { return events_; }
  /// True for the house, the JGZ and those whom it is about, who also see what was corrected.
  bool inside() const;
  /// All events, those that were corrected too. Requires: inside.
  const std::vector<DossierEvent>& log() const { return log_; }
  /// The afspraken that the reader may see, with how they stand, in order of recording.
  const std::vector<Afspraak>& afspraken() const { return afspraken_; }
  /// Throws: Error (not_permitted) with the reason when this letter is not for this reader.
  void expect_letter(const DisclosureLetter& letter) const;
  /// From when the reader may know of the dossier.
  std::optional<Date> opened_on() const;
  /// What the reader does not get, and why.
  std::vector<LeftOut> left_out() const;

 private:
  [[noreturn]] void refuse(const std::string& what, std::string why) const;
  void set_circumstances(const std::vector<DossierEvent>& events);
  void note_afspraak(const DossierEvent& event, const DossierEvent& open);
  void set_consent(const DossierEvent& event);
  std::optional<DossierEvent> passed(const DossierEvent& event) const;
  Circumstances around(const DossierEvent& event) const;

  const DossierState* state_;
  const Ladder* ladder_;
  DossierReader reader_;
  const DisclosureTable* table_;
  std::optional<Date> since_;  ///< when there was first something for someone outside
  Circumstances given_;
  std::vector<DossierEvent> events_, log_;
  std::vector<Afspraak> afspraken_;
};

/// The event without what a role held by a gemeente may not see; nothing when nothing of it is left. What
/// `viewer`, a role, recorded itself it sees in whole, except for health.
VERZUIM_EXPORT std::optional<DossierEvent> for_gemeente(const DossierEvent& event, const DossierState& state,
                                                        const Ladder& ladder, std::string_view viewer = {});
/// Takes out of an action what a reader outside the school may not see.
VERZUIM_EXPORT void disclose(Action& action, const Reader& reader);

/// Appends what the reader gets of the dossier as TOML. `owner` is what the leading role is called here.
VERZUIM_EXPORT void write_dossier(std::string& out, const DossierView& view, const std::string& owner);
/// Appends what the reader does not get, and why, as TOML.
VERZUIM_EXPORT void write_left_out(std::string& out, const DossierView& view);

}  // namespace verzuim
