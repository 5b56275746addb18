// SPDX-License-Identifier: EUPL-1.2
// The one door to TOML. A file becomes a tree of nodes that know their place; a table hands out its keys by
// type and refuses the ones that nobody asked for, so that a slip of the pen never passes in silence.
#pragma once
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "verzuim/date.hpp"
#include "verzuim/error.hpp"

namespace verzuim {

/// More than this nobody writes by hand. Units: bytes.
inline constexpr std::size_t toml_size_cap = 1024 * 1024;

/// A number as exact millionths.
inline constexpr std::int64_t micro = 1000000;

struct TomlNode {
  enum class Type { table, array, text, integer, real, flag, date, other };
  Type type = Type::table;
  Place place;
  std::string text;
  std::int64_t integer = 0;
  double real = 0;
  bool flag = false;
  Date date;
  std::vector<TomlNode> items;                           ///< of an array
  std::vector<std::pair<std::string, TomlNode>> fields;  ///< of a table, in the order of the file

  // Defined in the source file: here the type of `fields` is not yet complete.
  TomlNode();
  TomlNode(const TomlNode&);
  TomlNode(TomlNode&&) noexcept;
  TomlNode& operator=(const TomlNode&);
  TomlNode& operator=(TomlNode&&) noexcept;
  ~TomlNode();

  const TomlNode* find(std::string_view key) const;
  /// Throws Error (config) at this place.
  [[noreturn]] void refuse(const std::string& message) const;

  const std::string& as_text() const;
  int as_count() const;
  bool as_flag() const;
  Date as_date() const;
  /// A number in millionths.
  std::int64_t as_micro() const;
  std::vector<std::string> as_texts() const;  ///< a text or a list of texts
};

/// Reads a whole TOML 1.0 file. `code` is what a fault in it is called.
TomlNode read_toml(std::string_view text, const std::string& name, ErrorCode code = ErrorCode::config);

/// A table of which every key must be asked for before `finish`.
class TomlTable {
 public:
  explicit TomlTable(const TomlNode& node);

  const TomlNode* get(std::string_view key);
  const TomlNode& need(std::string_view key);
  std::string text(std::string_view key, std::string fallback = {});
  std::string need_text(std::string_view key);
  std::optional<int> count(std::string_view key);
  bool flag(std::string_view key, bool fallback = false);
  std::optional<Date> date(std::string_view key);
  std::vector<std::string> texts(std::string_view key);
  /// The tables of an array of tables; none when the key is absent.
  std::vector<const TomlNode*> tables(std::string_view key);
  /// Throws Error (config) for the first key that nobody asked for, with the nearest known one.
  void finish() const;
  const TomlNode& node() const { return node_; }

 private:
  const TomlNode& node_;
  std::set<std::string, std::less<>> asked_;
};

/// Appends `text` as a TOML basic string, quotes included.
void write_toml_text(std::string& out, std::string_view text);

}  // namespace verzuim
