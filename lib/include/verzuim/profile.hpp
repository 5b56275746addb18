// SPDX-License-Identifier: EUPL-1.2
// An import profile: how the export of one system of schools becomes canonical facts. Profiles are data, the
// shipped ones and the user's own.
#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "verzuim/absence.hpp"
#include "verzuim/canonical.hpp"
#include "verzuim/error.hpp"
#include "verzuim/reference.hpp"
#include "verzuim/source.hpp"

namespace verzuim {

struct ProfileParts;

/// What the records of a profile can be: the kinds and marks that its codes and words stand for.
struct ProfileYield {
  KindSet kinds = 0;
  std::vector<std::uint8_t> marks;  ///< sorted indexes in `mark_names`
};

/// One profile. Cheap to copy.
class VERZUIM_EXPORT Profile {
 public:
  explicit Profile(std::shared_ptr<const ProfileParts> parts) : parts_(std::move(parts)) {}
  const std::string& name() const;
  const std::string& title() const;
  /// The kind of its files; nothing when it serves several.
  std::optional<FileKind> kind() const;
  /// SHA-256 of its own text followed by that of its bases: a file that was read by another text may now tell
  /// other facts. Empty for `canonical`.
  std::string fingerprint() const;
  /// What can come of its files; nothing where the file itself names kind and mark, or holds no absence.
  std::optional<ProfileYield> yield() const;
  const ProfileParts& parts() const { return *parts_; }

 private:
  std::shared_ptr<const ProfileParts> parts_;
};

/// The profiles in use, by name.
class VERZUIM_EXPORT Profiles {
 public:
  /// The shipped ones. `canonical` is always among them.
  static Profiles shipped();
  /// Reads one more; it may be based on one that is here, and may take the place of one of the same name.
  /// `path` is its file: a `key_file` in it is looked for beside it. Returns its name.
  /// Throws: Error (config) with the place and the remedy.
  std::string add(std::string_view text, const std::string& path);
  const Profile* find(std::string_view name) const;
  std::vector<std::string> names() const;
  /// The one profile that fits the head of the file, by its header or, where it has none, by its shape.
  /// Throws: Error (data) when none does (naming the nearest, and what it lacks) or more than one.
  Profile recognise(const Source& source) const;

 private:
  std::map<std::string, Profile, std::less<>> by_name_;
};

/// What a profile cannot know of a file.
struct ReadSetting {
  std::optional<FileKind> as;  ///< overrides the recognition of a canonical header
  std::string school;          ///< BRIN of the school where neither the file nor the profile names one
};

/// A code of the file that its profile does not name, and how often it came. Never a word that may be a
/// reason in someone's own words: those are counted under an empty code.
using UnknownCodes = std::map<std::string, std::int64_t, std::less<>>;

/// Opens the text of `source` by a profile. Requires: `source`, `reference` outlive the reader.
/// Throws: Error (data) when the header or the shape is not that of the profile; Error (config) when the
/// profile needs a school or a key file that is not there.
VERZUIM_EXPORT std::unique_ptr<RowReader> open_rows(Source& source, const Profile& profile,
                                                    const Reference& reference, const ReadSetting& setting);
/// The codes that the reader met and its profile does not name; they were taken as kind unknown.
VERZUIM_EXPORT const UnknownCodes& unknown_codes(const RowReader& reader);

/// What the first rows of a file became, in words for the one who writes a profile. Cells of pupils, birth
/// dates, remarks and columns that are not used are not shown.
VERZUIM_EXPORT std::string show_profile(Source& source, const Profile& profile, const Reference& reference,
                                        const ReadSetting& setting, int rows = 5);

}  // namespace verzuim
