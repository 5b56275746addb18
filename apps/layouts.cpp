// SPDX-License-Identifier: EUPL-1.2
#include "layouts.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <map>

#include "io.hpp"
#include "verzuim/error.hpp"
#include "verzuim/text.hpp"

using namespace verzuim;

namespace {

std::optional<FileKind> kind_option(const std::string& text) {
  if (text.empty()) return std::nullopt;
  const auto kind = parse_file_kind(text);
  if (kind) return kind;
  const std::vector<std::string> names(file_kind_names.begin(), file_kind_names.end());
  const std::string near = nearest(text, names);
  throw Error(ErrorCode::usage,
              near.empty() ? fmt::format("--as: '{}' is no kind of file; it must be one of {}", text,
                                         join(names, ", "))
                           : fmt::format("--as: '{}' is no kind of file; did you mean '{}'?", text, near));
}

/// The school of rows that name none: that of the option, else the holder of the store.
std::string school_option(const std::string& text, const Config& config) {
  if (text.empty())
    return config.holder_kind == "school" && is_brin(config.holder_code) ? config.holder_code : std::string();
  if (is_brin(text)) return text;
  throw Error(ErrorCode::usage,
              fmt::format("--school: '{}' is no BRIN; write two digits and two capitals (99XA), with the "
                          "vestiging or without (99XA00)",
                          text));
}

}  // namespace

Layouts::Layouts(const Global& global, const IngestOptions& options) : quiet_(global.quiet) {
  take_own(global.config.profiles);
  setting.as = asked_kind_ = kind_option(options.as);
  if (options.profile != "auto") check_kind(*(asked_ = named(options.profile)));
  setting.school = school_option(options.school, global.config);
}

/// Two that bear one name cannot both be meant.
void Layouts::take_own(const std::vector<std::string>& paths) {
  std::map<std::string, std::string> files;
  for (const std::string& path : paths)
    for (const std::string& file : toml_files(path)) {
      const std::string name = profiles_.add(read_file(file, by_hand), file);
      if (const auto [at, fresh] = files.emplace(name, file); !fresh && at->second != file)
        throw Error(ErrorCode::config,
                    fmt::format("the profile of {} is called `{}` too; give one of them another name",
                                at->second, name),
                    {file});
    }
}

void Layouts::check_kind(const Profile& profile) const {
  const auto kind = profile.kind();
  if (!asked_kind_ || !kind || *kind == *asked_kind_) return;
  throw Error(ErrorCode::usage, fmt::format("--as: profile {} reads {}; leave out --as, or name a profile of "
                                            "{} with --profile",
                                            profile.name(), file_kind_names[static_cast<std::size_t>(*kind)],
                                            file_kind_names[static_cast<std::size_t>(*asked_kind_)]));
}

Profile Layouts::named(const std::string& name) {
  if (const Profile* known = profiles_.find(name)) return *known;
  if (std::filesystem::exists(name)) return *profiles_.find(profiles_.add(read_file(name, by_hand), name));
  const std::string near = nearest(name, profiles_.names());
  throw Error(ErrorCode::usage, fmt::format("--profile: '{}' is neither a profile nor a file; {}", name,
                                            near.empty() ? "the profiles are " + join(profiles_.names(), ", ")
                                                         : "did you mean '" + near + "'?"));
}

Profile Layouts::of(const Source& source) const {
  if (asked_) return *asked_;
  Profile profile = profiles_.recognise(source);
  check_kind(profile);
  if (profile.name() != "canonical" && !quiet_)
    say(fmt::format("verzuim ingest: {}: read as {}", source.name(), profile.name()));
  return profile;
}

std::unique_ptr<RowReader> Layouts::open(Source& source, const Profile& profile) const {
  return open_rows(source, profile, Reference::shipped(), setting);
}

void Layouts::tell_unknown(const RowReader& reader, const std::string& file) const {
  const UnknownCodes& unknown = unknown_codes(reader);
  if (unknown.empty() || quiet_) return;
  std::int64_t rows = 0;
  std::vector<std::string> named;
  for (const auto& [code, count] : unknown) {
    rows += count;
    named.push_back(fmt::format("{} {}", code.empty() ? "in words" : code, count));
  }
  say(fmt::format(
      "verzuim ingest: {}: {} row{} had codes that the profile does not name ({}), so they were taken "
      "as unknown; name them under [codes] or [types]",
      file, rows, rows == 1 ? "" : "s", join(named, ", ")));
}
