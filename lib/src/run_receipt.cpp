// SPDX-License-Identifier: EUPL-1.2
#include "verzuim/run_receipt.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "embedded.hpp"
#include "verzuim/hash.hpp"

namespace verzuim {
namespace {

using namespace std::string_view_literals;

/// A fingerprint of many texts, in which their borders count.
class Fingerprint {
 public:
  void add(std::string_view text) {
    hash_.add(fmt::format("{}:", text.size()));
    hash_.add(text);
  }
  /// The shipped files below `folder`.
  void add_shipped(std::string_view folder) {
    for (const EmbeddedFile& file : embedded_files())
      if (file.path.starts_with(folder)) add(file.text);
  }
  std::string hex() { return hash_.hex(); }

 private:
  Sha256 hash_;
};

std::string calendar_hash(const std::vector<School>& schools, const std::vector<OwnDaysOff>& days_off) {
  Fingerprint hash;
  for (std::string_view table :
       {"reference/schoolvakanties.csv", "reference/feestdagen.csv", "reference/brin_regio.csv"})
    hash.add(embedded(table));
  // The name of a school and its mail address decide nothing.
  for (const School& school : schools) {
    hash.add(school.school);
    hash.add(school.region);
  }
  for (const OwnDaysOff& days : days_off) {
    hash.add(days.school);
    hash.add(to_string(days.from) + ".." + to_string(days.until));
  }
  return hash.hex();
}

std::string mapping_hash(const std::vector<std::string>& profiles) {
  Fingerprint hash;
  for (std::string_view files :
       {"rules/law/duty.toml", "rules/law/hours.toml", "reference/gemeente", "profiles/"})
    hash.add_shipped(files);
  for (const std::string& profile : profiles) hash.add(profile);
  return hash.hex();
}

/// One phrase for every rule or input file that is another, new or gone.
void compare_files(const std::vector<ReadFile>& was, const std::vector<ReadFile>& is, std::string_view what,
                   std::vector<std::string>& told) {
  const auto by_hash = [](const std::vector<ReadFile>& files, const ReadFile& wanted) {
    return std::any_of(files.begin(), files.end(),
                       [&](const ReadFile& file) { return file.sha256 == wanted.sha256; });
  };
  const auto by_name = [](const std::vector<ReadFile>& files, const ReadFile& wanted) {
    return std::any_of(files.begin(), files.end(),
                       [&](const ReadFile& file) { return file.name == wanted.name; });
  };
  for (const ReadFile& file : was)
    if (!by_hash(is, file))
      told.push_back(fmt::format("{} {} {} (sha256 {})", what, file.name,
                                 by_name(is, file) ? "has other bytes now" : "is not there", file.sha256));
  for (const ReadFile& file : is)
    if (!by_hash(was, file) && !by_name(was, file))
      told.push_back(fmt::format("{} {} was not there (sha256 {})", what, file.name, file.sha256));
}

}  // namespace

RunGround ground_of(const std::string& program, const Rulebook& rules, const std::vector<School>& schools,
                    const std::vector<OwnDaysOff>& days_off, const OwnTexts& own) {
  RunGround ground;
  ground.program = program;
  ground.rules = rules.hash();
  Fingerprint ladders;
  ladders.add_shipped("ladders/");
  for (const std::string& ladder : own.ladders) ladders.add(ladder);
  ground.ladders = ladders.hex();
  ground.calendar = calendar_hash(schools, days_off);
  ground.mapping = mapping_hash(own.profiles);
  for (const RuleFile& file : rules.files())
    ground.files.push_back({file.name, sha256(file.text), file.ours});
  return ground;
}

void count_signals(RunReceipt& receipt, const std::vector<Signal>& found,
                   const std::vector<Signal>& undecided) {
  for (const Signal& signal : found) ++(signal.status == Status::new_ ? receipt.fresh : receipt.standing);
  for (const Signal& signal : undecided) ++receipt.undecided[signal.reason];
}

std::vector<std::string> differences(const RunReceipt& was, const RunReceipt& is) {
  std::vector<std::string> told;
  if (was.ground.program != is.ground.program)
    told.push_back(fmt::format("the program was {} and is {}", was.ground.program, is.ground.program));
  compare_files(was.ground.files, is.ground.files, "the rule file", told);
  if (was.ground.rules != is.ground.rules && told.empty())
    told.push_back(fmt::format("the rules come in another order (sha256 {})", was.ground.rules));
  if (was.ground.calendar != is.ground.calendar)
    told.push_back(fmt::format("the calendar is another (sha256 {})", was.ground.calendar));
  if (was.ground.mapping != is.ground.mapping)
    told.push_back(fmt::format("profiles, parameters of the law or gemeenten are others (sha256 {})",
                               was.ground.mapping));
  if (was.holder != is.holder)
    told.push_back(fmt::format("the holder was `{}` and is `{}`", was.holder, is.holder));
  compare_files(was.inputs, is.inputs, "the file", told);
  return told;
}

}  // namespace verzuim
