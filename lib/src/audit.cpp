// SPDX-License-Identifier: EUPL-1.2
#include "verzuim/audit.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "verzuim/csv.hpp"
#include "verzuim/hash.hpp"
#include "verzuim/text.hpp"

namespace verzuim {

std::string audit_hash(std::string_view previous, const AuditLine& line) {
  // Each part with its length before it, so that no two lines can be the same text.
  std::string text(previous);
  text += fmt::format("\n{}\n", line.number);
  for (const std::string* part :
       {&line.at, &line.actor, &line.command, &line.object, &line.result, &line.why})
    text += fmt::format("{}:{}\n", part->size(), *part);
  return sha256(text);
}

std::string AuditChain::add(const AuditLine& line) {
  if (line.number != lines_ + 1)
    return fmt::format("line {} of the audit follows line {}: lines are missing or out of order", line.number,
                       lines_);
  if (line.hash != audit_hash(head_, line))
    return fmt::format("line {} of the audit does not fit the line before it: it, or that one, was changed",
                       line.number);
  ++lines_;
  head_ = line.hash;
  return {};
}

std::string number_ranges(std::vector<std::int64_t> numbers) {
  std::sort(numbers.begin(), numbers.end());
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
  std::string text;
  for (std::size_t i = 0; i < numbers.size();) {
    std::size_t last = i;
    while (last + 1 < numbers.size() && numbers[last + 1] == numbers[last] + 1) ++last;
    if (!text.empty()) text += ',';
    text += last == i ? fmt::format("{}", numbers[i]) : fmt::format("{}-{}", numbers[i], numbers[last]);
    i = last + 1;
  }
  return text;
}

std::vector<std::int64_t> ranged_numbers(std::string_view text) {
  std::vector<std::int64_t> numbers;
  for (const std::string& part : split(text, ',')) {
    const auto dash = part.find('-');
    const auto from = parse_count(std::string_view(part).substr(0, dash));
    const auto until =
        dash == std::string::npos ? from : parse_count(std::string_view(part).substr(dash + 1));
    if (!from || !until) continue;
    for (std::int64_t number = *from; number <= *until; ++number) numbers.push_back(number);
  }
  return numbers;
}

void write_audit(std::string& out, const std::vector<AuditLine>& lines,
                 const std::vector<std::string>& pupils) {
  write_csv_row(out, {"number", "at", "actor", "command", "object", "pupils", "result", "why", "hash"});
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const AuditLine& l = lines[i];
    write_csv_row(out, {std::to_string(l.number), l.at, l.actor, l.command, l.object, pupils[i], l.result,
                        l.why, l.hash});
  }
}

}  // namespace verzuim
