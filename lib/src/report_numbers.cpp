// SPDX-License-Identifier: EUPL-1.2
#include "report_numbers.hpp"

#include <charconv>
#include <map>

#include "verzuim/text.hpp"

namespace verzuim {
namespace {

using State = ReportCell::State;
constexpr std::int64_t hour = 300;  // fifths of a minute
/// How many young people there are is what a reader wants most, so it goes last; then other grand totals.
constexpr std::int64_t head_price = 1000000, total_price = 200;

std::optional<std::int64_t> number_in(std::string_view text) {
  std::int64_t value = 0;
  const auto end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, value);
  return read.ec == std::errc() && read.ptr == end ? std::optional(value) : std::nullopt;
}

}  // namespace

bool is_count(ColumnType type) {
  return type == ColumnType::persons || type == ColumnType::incidents || type == ColumnType::hours;
}

std::string number_name(const ReportTable& table, std::size_t row, std::size_t column) {
  const ReportCell& cell = table.at(row, column);
  if (!cell.key.empty()) return cell.key;
  return table.id + "|" + table.rows[row].id + "|" + table.columns[column].id;
}

void ReportNumbers::add(const Report& report) {
  for (const ReportTable& table : report.tables) {
    if (!table.known) continue;
    for (std::size_t r = 0; r < table.rows.size(); ++r)
      for (std::size_t c = 0; c < table.columns.size(); ++c) {
        const ReportCell& cell = table.at(r, c);
        if (!is_count(table.columns[c].type) || cell.state != State::value) continue;
        const std::string name = number_name(table, r, c);
        const auto [at, fresh] = names_.try_emplace(name, system_.numbers.size());
        if (fresh) {
          system_.numbers.emplace_back();
          order_.push_back(name);
        }
        CountNumber& number = system_.numbers[at->second];
        number.value = cell.value;
        number.unit = table.columns[c].type == ColumnType::hours ? hour : 1;
        const bool persons = table.columns[c].type == ColumnType::persons;
        number.small = number.small || is_small(cell) ||
                       (number.unit == 1 && cell.value >= 1 && cell.value <= head_.withhold);
        if (name == "pupils/total")
          number.price = head_price;
        else if (table.rows[r].id == "total" && persons)
          number.price = total_price;
      }
  }
}

void ReportNumbers::add_sums(const Report& report) {
  for (const ReportTable& table : report.tables) {
    if (!table.known) continue;
    const auto place = [&](std::size_t r, std::size_t c) { return names_.at(number_name(table, r, c)); };
    const auto is_number = [&](std::size_t r, std::size_t c) {
      return is_count(table.columns[c].type) && table.at(r, c).state == State::value;
    };
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
      const ReportColumn& column = table.columns[c];
      for (std::size_t r = 0; r < table.rows.size(); ++r) {
        if (column.parts.empty() || !is_number(r, c)) continue;
        CountSum sum{place(r, c), {}};
        for (const std::size_t part : column.parts) sum.parts.push_back(place(r, part));
        system_.sums.push_back(std::move(sum));
      }
      const std::size_t last = table.rows.size() - 1;
      if (!table.total_row || !column.adds || table.rows.size() < 2 || !is_number(last, c)) continue;
      CountSum sum{place(last, c), {}};
      for (std::size_t r = 0; r < last; ++r) sum.parts.push_back(place(r, c));
      system_.sums.push_back(std::move(sum));
    }
  }
  for (const ReportTable& table : report.tables)
    if (table.known) add_people(table);
  add_known_sums();
  add_shown_nowhere(report);
  own_sums_ = system_.sums.size();
}

/// Incidents are at least as many as the people they are about. How many more is a number that is printed
/// nowhere; but where it is nothing a reader may guess so, and then the two stand or fall together.
void ReportNumbers::add_people(const ReportTable& table) {
  for (std::size_t c = 0; c < table.columns.size(); ++c) {
    if (!table.columns[c].people) continue;
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
      const ReportCell &times = table.at(r, c), &people = table.at(r, *table.columns[c].people);
      if (times.state != State::value || people.state != State::value || times.value == 0) continue;
      const std::string name = "more|" + number_name(table, r, c);
      const auto [at, fresh] = names_.try_emplace(name, system_.numbers.size());
      if (!fresh) continue;
      CountNumber more;
      more.value = times.value - people.value;
      more.withheld = more.hidden = more.value > 0;
      system_.numbers.push_back(more);
      order_.push_back(name);
      system_.sums.push_back({names_.at(number_name(table, r, c)),
                              {names_.at(number_name(table, r, *table.columns[c].people)), at->second}});
    }
  }
}

void ReportNumbers::add_shown_nowhere(const Report& report) {
  for (const ReportSum& sum : report.sums) {
    const auto total = names_.find(sum.total);
    if (total == names_.end()) continue;
    CountSum found{total->second, {}};
    std::int64_t value = 0;
    for (const std::string& part : sum.parts)
      if (const auto at = names_.find(part); at != names_.end()) {
        found.parts.push_back(at->second);
        value += system_.numbers[at->second].value;
      }
    if (value == system_.numbers[found.total].value && !found.parts.empty())
      system_.sums.push_back(std::move(found));
  }
}

/// Everybody knows the sector of a school, so what schools of a sector add up to is what the sector has.
void ReportNumbers::add_known_sums() {
  std::map<std::string, std::vector<std::size_t>> parts;
  for (const std::string& name : order_) {
    const auto at = name.find("/at:"), cut = name.rfind('/');
    if (at == std::string::npos || cut == at) continue;
    parts[name.substr(0, at) + name.substr(cut)].push_back(names_.at(name));
  }
  for (auto& [total, of] : parts)
    if (const auto found = names_.find(total); found != names_.end())
      system_.sums.push_back({found->second, std::move(of)});
}

/// Reads `name TAB value TAB shown, withheld or hidden`. A number that has not changed since is the same
/// number now: a reader would guess as much. What was withheld then stays withheld, what was shown hides
/// nothing now.
std::size_t ReportNumbers::earlier_number(std::string_view line) {
  const auto parts = split(line, '\t');
  const std::string name(parts.at(0));
  const std::int64_t value = number_in(parts.at(1)).value_or(0);
  const bool hidden = parts.at(2) == "hidden", withheld = hidden || parts.at(2) == "withheld";
  const auto now = names_.find(name);
  if (now != names_.end() && system_.numbers[now->second].value == value) {
    CountNumber& number = system_.numbers[now->second];
    if (withheld)
      number.withheld = true;
    else
      number.fixed = true;
    return now->second;
  }
  CountNumber then;
  then.value = value;
  then.withheld = withheld;
  then.hidden = hidden;
  then.fixed = true;
  system_.numbers.push_back(then);
  return system_.numbers.size() - 1;
}

void ReportNumbers::add_earlier(std::string_view text) {
  std::vector<std::size_t> places;
  for (const std::string& line : split(text, '\n')) {
    if (line.empty()) continue;
    if (line.front() != '=') {
      places.push_back(earlier_number(line));
      continue;
    }
    CountSum sum;
    bool first = true;
    for (const std::string& word : split(std::string_view(line).substr(1), ' ')) {
      const auto at = number_in(word);
      if (!at || *at < 0 || static_cast<std::size_t>(*at) >= places.size()) continue;
      const std::size_t place = places[static_cast<std::size_t>(*at)];
      if (first)
        sum.total = place;
      else
        sum.parts.push_back(place);
      first = false;
    }
    system_.sums.push_back(std::move(sum));
  }
}

std::string ReportNumbers::remembered() const {
  std::string text;
  for (const std::string& name : order_) {
    const CountNumber& number = system_.numbers[names_.at(name)];
    text += name + "\t" + std::to_string(number.value) +
            (number.hidden     ? "\thidden\n"
             : number.withheld ? "\twithheld\n"
                               : "\tshown\n");
  }
  std::vector<std::size_t> places(system_.numbers.size(), 0);
  for (std::size_t i = 0; i < order_.size(); ++i) places[names_.at(order_[i])] = i;
  for (std::size_t s = 0; s < own_sums_; ++s) {
    text += "=" + std::to_string(places[system_.sums[s].total]);
    for (const std::size_t part : system_.sums[s].parts) text += " " + std::to_string(places[part]);
    text += '\n';
  }
  return text;
}

}  // namespace verzuim
