// SPDX-License-Identifier: EUPL-1.2
// How the files of one run of ingest are laid out: by the profile that was asked for, or the one that fits.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli.hpp"
#include "verzuim/profile.hpp"

class Layouts {
 public:
  /// Takes the shipped profiles, those of the config and that of the command line.
  Layouts(const Global& global, const IngestOptions& options);

  /// The profile of a file; says which it is where that was left to us.
  verzuim::Profile of(const verzuim::Source& source) const;
  std::unique_ptr<verzuim::RowReader> open(verzuim::Source& source, const verzuim::Profile& profile) const;
  /// Says which codes of the file its profile does not name.
  void tell_unknown(const verzuim::RowReader& reader, const std::string& file) const;

  verzuim::ReadSetting setting;

 private:
  void take_own(const std::vector<std::string>& paths);
  verzuim::Profile named(const std::string& name);
  void check_kind(const verzuim::Profile& profile) const;

  bool quiet_;
  verzuim::Profiles profiles_ = verzuim::Profiles::shipped();
  std::optional<verzuim::Profile> asked_;
  std::optional<verzuim::FileKind> asked_kind_;
};
