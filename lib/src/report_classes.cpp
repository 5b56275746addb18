// SPDX-License-Identifier: EUPL-1.2
#include "report_classes.hpp"

#include "embedded.hpp"
#include "toml_reader.hpp"

namespace verzuim {

const ReportClasses& report_classes() {
  static const ReportClasses shipped = [] {
    const std::string path = "templates/report.toml";
    const TomlNode root = read_toml(embedded(path), path);
    TomlTable table(root);
    const auto numbers = [&](std::string_view key) {
      std::vector<int> all;
      for (const TomlNode& item : table.need(key).items) all.push_back(item.as_count());
      return all;
    };
    const auto number = [&](std::string_view key) { return table.need(key).as_count(); };
    ReportClasses read;
    read.hours = numbers("unauthorised_hours");
    read.times = numbers("late_times");
    read.percent = numbers("missed_percent");
    read.fine_percent = numbers("missed_percent_fine");
    read.ages = numbers("ages");
    read.days = numbers("days_until");
    read.silent_weeks = number("silent_school_weeks");
    read.share_days = number("share_school_days");
    read.much_percent = number("much_percent");
    read.talk_weeks = number("talk_school_weeks");
    read.long_months = number("long_months");
    read.school_years = number("school_years");
    table.finish();
    return read;
  }();
  return shipped;
}

std::size_t class_of(std::int64_t amount, const std::vector<int>& limits, std::int64_t unit) {
  std::size_t found = amount > 0 ? 1 : 0;
  for (std::size_t i = 0; i < limits.size(); ++i)
    if (amount >= limits[i] * unit) found = i + 2;
  return found;
}

std::string share_id(const std::vector<int>& limits, std::size_t i) {
  if (i == limits.size()) return ">" + std::to_string(limits.back());
  return (i == 0 ? std::string() : std::to_string(limits[i - 1])) + "<" + std::to_string(limits[i]);
}

std::vector<std::string> class_ids(const std::vector<int>& limits) {
  std::vector<std::string> ids = {"0", "<" + std::to_string(limits.front())};
  for (std::size_t i = 0; i + 1 < limits.size(); ++i)
    ids.push_back(std::to_string(limits[i]) + "<" + std::to_string(limits[i + 1]));
  ids.push_back(">" + std::to_string(limits.back()));
  ids.emplace_back(unknown_id);
  return ids;
}

}  // namespace verzuim
