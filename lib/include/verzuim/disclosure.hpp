// SPDX-License-Identifier: EUPL-1.2
// The one gate through which everything passes that leaves the house: who may see which kind of absence and
// which field, under which condition, as one table says. Which counts are so small that they could point at a
// person is asked of small_counts.hpp.
#pragma once
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "verzuim/absence.hpp"
#include "verzuim/ladder.hpp"
#include "verzuim/pupil.hpp"
#include "verzuim/rulebook.hpp"

namespace verzuim {

/// The holder of `role`. A role that is not known gets `other`, which sees no more than a gemeente does.
VERZUIM_EXPORT RoleHolder holder_of(std::string_view role);

/// A text in the two languages of documents.
struct BothLanguages {
  std::string nl, en;
};

/// Who wants to see something. A reader without a role is the holder itself.
struct Reader {
  std::string role;
  RoleHolder holder = RoleHolder::other;
};

/// What a decision may depend on besides reader and field. What concerns one event (own, by, step_by,
/// evidence, since, confirmed) is set for each; the rest holds for the dossier.
struct Circumstances {
  bool part = true;           ///< the reader has a part in the dossier
  bool here = true;           ///< of a school: it is that of the dossier, not one to which the pupil goes
  bool resident = true;       ///< of a gemeente: the pupil is registered there, or is handed to it
  bool consent = false;       ///< one for this reader that has not ended
  bool gemeente_step = true;  ///< the dossier is at a step of a gemeente
  std::optional<int> age;     ///< Units: years
  Duty duty = Duty::not_known;
  std::set<std::string, std::less<>> told;       ///< roles that were told, invited or there
  std::set<std::string, std::less<>> announced;  ///< roles that were told of the consult or invited to it
  std::set<std::string, std::less<>> recorded;   ///< types of the events in the dossier

  bool own = false;        ///< the reader recorded it
  bool evidence = true;    ///< false: a signal that rests on absence which the reader may not see
  bool since = true;       ///< false: from before there was something for the reader
  bool confirmed = false;  ///< the writer confirmed that nothing medical stands in it
  std::optional<RoleHolder> by, step_by;  ///< nothing for the program and for no step
};

/// What must hold, all of it together; what is not set is not asked.
struct DisclosureCondition {
  std::optional<bool> part, here, resident, own, evidence, since, consent, confirmed, gemeente_step;
  std::vector<RoleHolder> by, step_by;
  std::vector<std::string> words, told, announced, recorded;
  std::vector<Duty> duty;
  std::optional<int> age_below, age_from;
};

/// For whom an entry of the table is: holders and roles, without some roles.
struct DisclosureReaders {
  std::vector<RoleHolder> holders;
  std::vector<std::string> roles, except;
  bool include(const Reader& reader) const;
};

/// Fields that are opened together.
struct DisclosureGroup {
  std::string id;
  BothLanguages title;
  BothLanguages why_not;  ///< for those to whom it stays closed
  std::vector<std::string> fields;
};

/// What opens groups to readers.
struct DisclosureOpen {
  std::vector<std::string> groups;
  DisclosureReaders readers;
  DisclosureCondition when;
  std::string why, source, unsure;
};

/// What closes everything to readers, or what an event or a value holds, whatever is opened.
struct DisclosureNever {
  std::string id;
  DisclosureReaders readers;
  DisclosureCondition when;
  std::vector<DisclosureCondition> unless;  ///< one of them is enough
  BothLanguages why_not;
  std::string source, unsure;
};

/// For whom a letter is, as a whole.
struct DisclosureLetter {
  std::string id;
  std::vector<std::string> roles;  ///< the first is whom it is for when nothing is said
  bool by_duty = false;            ///< the first for leer- and kwalificatieplicht, the second for doorstroom
  bool asks = false;               ///< it asks the reader in, who has a part in the dossier by it
  bool elsewhere = false;          ///< the reader at a school is at the one to which the pupil goes
  std::vector<DisclosureCondition> when;  ///< one of them is enough; none: always
  BothLanguages why_not;                  ///< for when none of `when` holds
  std::string why, source, unsure;
};

/// A group that a reader does not get, and why. It is told whether or not there is anything of the kind, so
/// that the list itself tells nothing.
struct LeftOut {
  std::string group;
  BothLanguages title, why;
  bool partly = false;  ///< what meets a condition of its own is shown
};

/// Role × field × condition: who may see what. A field that no row opens is closed.
class VERZUIM_EXPORT DisclosureTable {
 public:
  /// The table that the gate uses.
  static const DisclosureTable& shipped();
  /// Throws: Error (config) with the place of the first fault: an unknown role, group or condition, a field
  /// in two groups, a group that nothing speaks of, a row without its reason or source.
  static DisclosureTable read(std::string_view text, const std::string& name);

  const std::vector<DisclosureGroup>& groups() const { return groups_; }
  const std::vector<DisclosureOpen>& opens() const { return opens_; }
  const std::vector<DisclosureNever>& nevers() const { return nevers_; }
  const std::vector<DisclosureLetter>& letters() const { return letters_; }
  /// The group of `type.field`, or else of `*.field`; null when it stands in none.
  const DisclosureGroup* group_of(std::string_view field) const;

  /// True when `reader` may see this field. A field is `type.field`, `type` alone for the event itself.
  bool opens(const Reader& reader, std::string_view field, const Circumstances& given = {}) const;
  /// Why `reader` may see nothing at all here; null when it may.
  const DisclosureNever* closes(const Reader& reader, const Circumstances& given) const;
  /// Why `reader` does not get this letter; nothing when it may.
  std::optional<BothLanguages> closes(const DisclosureLetter& letter, const Reader& reader,
                                      const Circumstances& given) const;
  /// True when this word of a value is never for `reader`.
  bool closes_word(const Reader& reader, std::string_view word, const Circumstances& given = {}) const;
  /// What stays closed to `reader`, by group, in the order of the table.
  std::vector<LeftOut> left_out(const Reader& reader, const Circumstances& given) const;

 private:
  std::vector<DisclosureGroup> groups_;
  std::vector<DisclosureOpen> opens_;
  std::vector<DisclosureNever> nevers_;
  std::vector<DisclosureLetter> letters_;
};

/// True when `holder` may see something that rests on all of `kinds`. Nothing known of the kinds (none) is a
/// worry raised by hand, which may be about health. Basis: the group of absence in the table.
VERZUIM_EXPORT bool may_see(RoleHolder holder, KindSet kinds);
/// The kinds of absence that a gemeente may learn of about a person, as the table says.
VERZUIM_EXPORT KindSet gemeente_kinds();
/// All kinds that a rule looks at.
VERZUIM_EXPORT KindSet kinds_of(const Rule& rule);
/// True when `holder` may see that the rule was met, in whatever version of it.
VERZUIM_EXPORT bool may_see(RoleHolder holder, const std::vector<Rule>& versions);
/// True when `holder` may see a field of this name in every event and action that has it. One that the table
/// does not know stays inside.
VERZUIM_EXPORT bool may_see_field(RoleHolder holder, std::string_view field);

}  // namespace verzuim
