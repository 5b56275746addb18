// SPDX-License-Identifier: EUPL-1.2
#include "verzuim/profile.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "embedded.hpp"
#include "profile_reader.hpp"
#include "profile_shape.hpp"
#include "verzuim/hash.hpp"
#include "verzuim/text.hpp"

namespace verzuim {
namespace {

/// A profile that fits says more of a file than the one that it is based on.
void drop_bases(std::vector<const Profile*>& fitting) {
  const auto is_base = [all = fitting](const Profile* p) {
    return std::any_of(all.begin(), all.end(), [&](const Profile* other) {
      const auto& bases = other->parts().bases;
      return std::find(bases.begin(), bases.end(), p->name()) != bases.end();
    });
  };
  fitting.erase(std::remove_if(fitting.begin(), fitting.end(), is_base), fitting.end());
}

/// True when the first line holds no comma but what else may stand between cells.
bool is_foreign(const Source& source) {
  const std::string head = source.head();
  const std::string_view line = std::string_view(head).substr(0, head.find('\n'));
  return line.find(',') == std::string_view::npos && line.find_first_of(";\t|") != std::string_view::npos;
}

/// The tree of a profile. What its writers stumble over most is a text without quotes.
TomlNode read_tree(std::string_view text, const std::string& path) {
  try {
    return read_toml(text, path);
  } catch (const Error& e) {
    const std::string what = e.what();
    if (what.find("could not determine value type") == std::string::npos) throw;
    throw Error(e.code(), what + "; put text between straight quotes: \"...\"", e.place());
  }
}

[[noreturn]] void none_fits(const Source& source, const std::string& nearest) {
  throw Error(
      ErrorCode::data,
      fmt::format("no profile fits this file{}; name one with --profile, or write one: verzuim-profile(5) "
                  "shows how",
                  nearest),
      {source.name(), 1, 0});
}

}  // namespace

const std::string& Profile::name() const { return parts_->name; }
const std::string& Profile::title() const { return parts_->title; }

std::optional<FileKind> Profile::kind() const { return parts_->kind; }
std::string Profile::fingerprint() const {
  return name() == canonical_profile ? std::string() : sha256(parts_->written);
}

Profiles Profiles::shipped() {
  Profiles profiles;
  for (const EmbeddedFile& file : embedded_files())
    if (file.path.starts_with("profiles/")) profiles.add(file.text, std::string(file.path));
  return profiles;
}

std::string Profiles::add(std::string_view text, const std::string& path) {
  const TomlNode tree = read_tree(text, path);
  TomlTable table(tree);
  const std::string name = table.need_text("name");
  if (name.empty() || name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") != std::string::npos)
    table.need("name").refuse("a name has lower-case letters, digits and hyphens");
  if (name == "auto" || (name == canonical_profile && find(name) != nullptr))
    table.need("name").refuse(fmt::format("`{}` has a meaning of its own; choose another name", name));
  const Profile* base = nullptr;
  if (const TomlNode* based_on = table.get("based_on")) {
    base = find(based_on->as_text());
    const std::string near = nearest(based_on->text, names());
    if (base == nullptr)
      based_on->refuse(
          fmt::format("no profile is called `{}`; {}", based_on->text,
                      near.empty() ? "there are " + join(names(), ", ") : "did you mean `" + near + "`?"));
  }
  auto parts =
      std::make_shared<ProfileParts>(parse_profile(tree, base != nullptr ? &base->parts() : nullptr));
  parts->written = std::string(text) + (base != nullptr ? base->parts().written : "");
  by_name_.insert_or_assign(name, Profile(std::move(parts)));
  return name;
}

const Profile* Profiles::find(std::string_view name) const {
  const auto at = by_name_.find(name);
  return at != by_name_.end() ? &at->second : nullptr;
}

std::vector<std::string> Profiles::names() const {
  std::vector<std::string> names;
  for (const auto& [name, profile] : by_name_) names.push_back(name);
  return names;
}

Profile Profiles::recognise(const Source& source) const {
  const Profile& canonical = *find(canonical_profile);
  std::vector<const Profile*> fitting;
  const Profile* nearest = &canonical;
  Fit best = fit_of(canonical.parts(), source);
  for (const auto& [name, profile] : by_name_) {
    const Fit fit = fit_of(profile.parts(), source);
    if (fit.fits) fitting.push_back(&profile);
    if (fit.found > best.found) best = fit, nearest = &profile;
  }
  drop_bases(fitting);
  if (std::find(fitting.begin(), fitting.end(), &canonical) != fitting.end()) return canonical;
  if (fitting.size() == 1) return *fitting.front();
  if (fitting.size() > 1)
    throw Error(ErrorCode::data,
                fmt::format("this file may be one of profile {} or of {}; say which with --profile",
                            fitting[0]->name(), fitting[1]->name()),
                {source.name(), 1, 0});
  if (nearest != &canonical && best.found >= best.missing)
    none_fits(source, fmt::format("; {} comes nearest, but {}", nearest->name(), best.lack));
  if (nearest != &canonical || (best.found == 0 && is_foreign(source))) none_fits(source, "");
  // The reader of canonical files says best what a header lacks to be one.
  return canonical;
}

std::unique_ptr<RowReader> open_rows(Source& source, const Profile& profile, const Reference& reference,
                                     const ReadSetting& setting) {
  if (profile.name() == canonical_profile)
    return std::make_unique<CanonicalReader>(source.text(profile.parts().file.encoding), source.name(),
                                             reference, setting.as);
  return std::make_unique<ProfileReader>(source, profile, reference, setting);
}

const UnknownCodes& unknown_codes(const RowReader& reader) {
  static const UnknownCodes none;
  const auto* by_profile = dynamic_cast<const ProfileReader*>(&reader);
  return by_profile != nullptr ? by_profile->unknown() : none;
}

}  // namespace verzuim
