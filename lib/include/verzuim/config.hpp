// SPDX-License-Identifier: EUPL-1.2
// The config file `verzuim.toml`: whose store it is, which rules and ladders are used, what a region calls
// its roles.
#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "verzuim/directory.hpp"
#include "verzuim/export.hpp"

namespace verzuim {

struct Config {
  std::string store;                     ///< path; relative paths start at the folder of the config
  std::string holder_kind, holder_code;  ///< school, gemeente or region, and its code
  std::vector<std::string> books = {"law", "national"};
  std::vector<std::string> rules, ladders, profiles;  ///< paths
  std::string templates;                              ///< folder of the user's own letters; empty for none
  int withhold = 5;                                   ///< counts from 1 up to this are withheld in reports
  int interval = 0;              ///< besides, no withheld small count may be known to less than so many
  int round = 0;                 ///< counts in reports are rounded to this instead of withheld; 0 for not
  bool sickness_totals = false;  ///< a gemeente or region is told sickness as totals
  std::vector<std::string> without_jeugdarts;  ///< gemeenten where no jeugdarts is to be had
  std::vector<std::pair<std::string, std::string>> role_labels;  ///< role and what it is called here
  Directory directory;                                           ///< how each role is reached
};

/// Reads a config. Throws: Error (config) with the place.
VERZUIM_EXPORT Config read_config(std::string_view text, const std::string& name);

/// A commented config to begin with, for a school, a gemeente or a region, in `lang` (nl or en). It can be
/// read as it is. Requires: one of these kinds; `code` is a BRIN, a CBS code or name, a region's number, or
/// empty when it is to be filled in. Throws: Error (usage) for a code that cannot be one of that kind.
VERZUIM_EXPORT std::string starter_config(std::string_view kind, const std::string& code,
                                          std::string_view lang);

}  // namespace verzuim
