// SPDX-License-Identifier: EUPL-1.2
// All tables of a report as one system of numbers and sums, together with those of reports that were printed
// before it.
#pragma once
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "verzuim/report.hpp"
#include "verzuim/small_counts.hpp"

namespace verzuim {

/// True for what the gate looks at; shares, changes and medians follow from it.
bool is_count(ColumnType type);
/// What a number is called where it is compared with others; the same name is the same number.
std::string number_name(const ReportTable& table, std::size_t row, std::size_t column);

/// All numbers of a report and of the one before it.
class ReportNumbers {
 public:
  explicit ReportNumbers(const ReportHead& head) : head_(head) {}
  void add(const Report& report);
  void add_sums(const Report& report);
  void add_earlier(std::string_view text);
  void run() { withhold_small(system_, head_.interval); }
  bool withheld(const std::string& name) const { return system_.numbers[names_.at(name)].withheld; }
  std::string remembered() const;

 private:
  bool is_small(const ReportCell& cell) const {
    const auto within = [&](std::int64_t n) { return n >= 1 && n <= head_.withhold; };
    return within(cell.people);
  }
  std::size_t earlier_number(std::string_view line);
  void add_people(const ReportTable& table);
  void add_known_sums();
  void add_shown_nowhere(const Report& report);

  const ReportHead& head_;
  CountSystem system_;
  std::unordered_map<std::string, std::size_t> names_;
  std::vector<std::string> order_;
  std::size_t own_sums_ = 0;
};

}  // namespace verzuim
