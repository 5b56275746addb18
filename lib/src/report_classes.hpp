// SPDX-License-Identifier: EUPL-1.2
// The classes into which a report sorts amounts, so that no single number stands out.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace verzuim {

/// What a class or column is called when an amount is not to be told.
inline constexpr std::string_view unknown_id = "unknown";

/// The classes of the shipped file, see there.
struct ReportClasses {
  std::vector<int> hours, times, percent, fine_percent, ages, days;
  int silent_weeks = 0, share_days = 0, much_percent = 0, talk_weeks = 0, long_months = 0, school_years = 0;
};
const ReportClasses& report_classes();

/// The class of an amount: 0 for nothing, 1 for less than the first limit, and so on.
std::size_t class_of(std::int64_t amount, const std::vector<int>& limits, std::int64_t unit);
/// What the class `i` of shares is called; with as many limits as classes but one.
std::string share_id(const std::vector<int>& limits, std::size_t i);
/// What these classes are called, with `unknown` as the last.
std::vector<std::string> class_ids(const std::vector<int>& limits);

}  // namespace verzuim
