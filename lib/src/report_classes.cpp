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
    ReportClasses read{numbers("unauthorised_hours"), numbers("late_times"),
                       table.need("silent_school_weeks").as_count()};
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

std::vector<std::string> class_ids(const std::vector<int>& limits) {
  std::vector<std::string> ids = {"0", "<" + std::to_string(limits.front())};
  for (std::size_t i = 0; i + 1 < limits.size(); ++i)
    ids.push_back(std::to_string(limits[i]) + "<" + std::to_string(limits[i + 1]));
  ids.push_back(">" + std::to_string(limits.back()));
  ids.emplace_back(unknown_id);
  return ids;
}

}  // namespace verzuim
