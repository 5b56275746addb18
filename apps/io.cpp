// SPDX-License-Identifier: EUPL-1.2
#include "io.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <filesystem>
#include <istream>
#include <streambuf>

#include "progress.hpp"
#include "verzuim/error.hpp"

using verzuim::Error;
using verzuim::ErrorCode;

namespace {

/// The reader has gone; whoever cut the pipe has seen enough, so that is success.
void leave_on_closed_pipe() {
  if (errno == EPIPE) std::_Exit(0);
}

std::tm broken_down(bool utc) {
  std::time_t now = std::time(nullptr);
  if (const char* fixed = std::getenv("SOURCE_DATE_EPOCH"))
    now = static_cast<std::time_t>(std::strtoll(fixed, nullptr, 10));
  std::tm parts{};
  if (utc)
    gmtime_r(&now, &parts);
  else
    localtime_r(&now, &parts);
  return parts;
}

/// Reads a file descriptor, and tells a read that failed from the end of the file, which the streams of the
/// C++ library do not.
class DescriptorBuffer : public std::streambuf {
 public:
  explicit DescriptorBuffer(int fd) : fd_(fd) {}
  ~DescriptorBuffer() override {
    if (fd_ != STDIN_FILENO) ::close(fd_);
  }
  DescriptorBuffer(const DescriptorBuffer&) = delete;
  DescriptorBuffer& operator=(const DescriptorBuffer&) = delete;

 protected:
  int_type underflow() override {
    const std::size_t got = read_some(held_.data(), held_.size());
    if (got == 0) return traits_type::eof();
    setg(held_.data(), held_.data(), held_.data() + got);
    return traits_type::to_int_type(held_[0]);
  }
  std::streamsize xsgetn(char* to, std::streamsize wanted) override {
    std::streamsize done = std::min(wanted, static_cast<std::streamsize>(egptr() - gptr()));
    std::copy_n(gptr(), done, to);
    gbump(static_cast<int>(done));
    while (done < wanted) {
      const std::size_t got = read_some(to + done, static_cast<std::size_t>(wanted - done));
      if (got == 0) break;
      done += static_cast<std::streamsize>(got);
    }
    return done;
  }

 private:
  std::size_t read_some(char* to, std::size_t most) {
    for (;;) {
      const ssize_t got = ::read(fd_, to, most);
      if (got >= 0) return static_cast<std::size_t>(got);
      if (errno != EINTR) throw std::ios_base::failure("read");  // the stream turns it into badbit
    }
  }

  int fd_;
  std::array<char, 65536> held_;
};

/// A stream that owns its buffer.
class DescriptorStream : public std::istream {
 public:
  explicit DescriptorStream(int fd) : std::istream(nullptr), buffer_(fd) { rdbuf(&buffer_); }

 private:
  DescriptorBuffer buffer_;
};

/// Writes all of `data`; a short write goes on where it stopped.
void write_all(int fd, std::string_view data, const std::string& path) {
  while (!data.empty()) {
    const ssize_t n = ::write(fd, data.data(), data.size());
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) throw Error(ErrorCode::io, std::string("cannot write: ") + std::strerror(errno), {path});
    data.remove_prefix(static_cast<std::size_t>(n));
  }
}

/// A path below the folder that `variable` names, else below `fallback` in the home folder; empty without
/// either.
std::string from_home(const char* variable, const std::string& fallback, const std::string& rest) {
  const char* set = std::getenv(variable);
  const char* home = std::getenv("HOME");
  if (set != nullptr && *set != '\0') return std::string(set) + rest;
  return home != nullptr ? std::string(home) + fallback + rest : std::string();
}

}  // namespace

std::string usual_config() {
  for (const std::string& path :
       {std::string("verzuim.toml"), from_home("XDG_CONFIG_HOME", "/.config", "/verzuim/config.toml"),
        std::string("/etc/verzuim/config.toml")})
    if (!path.empty() && std::filesystem::exists(path)) return path;
  return {};
}

std::string usual_store() { return from_home("XDG_DATA_HOME", "/.local/share", "/verzuim/verzuim.db"); }

std::unique_ptr<std::istream> open_input(const std::string& path) {
  if (path == "-") return std::make_unique<DescriptorStream>(STDIN_FILENO);
  if (std::filesystem::is_directory(path))
    throw Error(ErrorCode::no_input, "this is a folder; name the files in it", {path});
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0)
    throw Error(ErrorCode::no_input,
                std::string("cannot be read: ") + std::strerror(errno) + "; check the name and the rights",
                {path});
  return std::make_unique<DescriptorStream>(fd);
}

std::string read_file(const std::string& path, std::size_t most) {
  const auto in = open_input(path);
  std::string text;
  std::array<char, 65536> piece;
  do {
    in->read(piece.data(), piece.size());
    text.append(piece.data(), static_cast<std::size_t>(in->gcount()));
  } while (*in && text.size() <= most);
  if (in->bad()) throw Error(ErrorCode::io, "reading failed; is the disk well?", {path});
  return text;
}

std::vector<std::string> toml_files(const std::string& path) {
  if (!std::filesystem::is_directory(path)) return {path};
  std::vector<std::string> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(path))
    if (entry.is_regular_file() && entry.path().extension() == ".toml")
      files.push_back(entry.path().string());
  if (files.empty())
    throw Error(ErrorCode::no_input, "no .toml file stands in this folder; name the file", {path});
  std::sort(files.begin(), files.end());
  return files;
}

std::string shown_name(const std::string& path) { return path == "-" ? "standard input" : path; }

void print(std::string_view data) {
  if (std::fwrite(data.data(), 1, data.size(), stdout) == data.size()) return;
  leave_on_closed_pipe();
  throw Error(ErrorCode::io, std::string("cannot write to standard output: ") + std::strerror(errno));
}

void say(std::string_view text) {
  Progress::make_room();
  std::string line(text);
  line += '\n';
  std::fwrite(line.data(), 1, line.size(), stderr);
}

void finish_output() {
  if (std::fflush(stdout) == 0) return;
  leave_on_closed_pipe();
  throw Error(ErrorCode::io, std::string("cannot write to standard output: ") + std::strerror(errno));
}

OutputFile::OutputFile(const std::string& path, bool shared) : path_(path) {
  // A device or a pipe is written to as it is: it cannot be replaced by a file.
  struct stat about {};
  const bool stream = ::stat(path.c_str(), &about) == 0 && !S_ISREG(about.st_mode) && !S_ISDIR(about.st_mode);
  // Hidden, so that what a killed run leaves behind is taken for a report by nobody.
  const std::filesystem::path target(path);
  if (!stream)
    temporary_ =
        (target.parent_path() / ("." + target.filename().string() + ".new" + std::to_string(::getpid())))
            .string();
  fd_ = stream ? ::open(path.c_str(), O_WRONLY | O_CLOEXEC)
               : ::open(temporary_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, shared ? 0644 : 0600);
  if (fd_ < 0)
    throw Error(ErrorCode::cannot_create, std::string("cannot be made: ") + std::strerror(errno), {path});
}

OutputFile::~OutputFile() {
  if (fd_ < 0) return;
  ::close(fd_);
  if (!temporary_.empty()) ::unlink(temporary_.c_str());
}

void OutputFile::write(std::string_view data) {
  held_ += data;
  if (held_.size() < 65536) return;
  write_all(fd_, held_, path_);
  held_.clear();
}

void OutputFile::keep() {
  write_all(fd_, held_, path_);
  held_.clear();
  if (temporary_.empty()) return;
  if (::fsync(fd_) != 0 || ::rename(temporary_.c_str(), path_.c_str()) != 0)
    throw Error(ErrorCode::io, std::string("cannot write: ") + std::strerror(errno), {path_});
  ::close(fd_);
  fd_ = -1;
  const std::filesystem::path target(path_);
  const std::string folder = target.has_parent_path() ? target.parent_path().string() : ".";
  if (const int dir = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC); dir >= 0) {
    ::fsync(dir);
    ::close(dir);
  }
}

void write_file(const std::string& path, std::string_view data, bool shared) {
  OutputFile file(path, shared);
  file.write(data);
  file.keep();
}

verzuim::Date today() {
  const std::tm parts = broken_down(false);
  return verzuim::make_date(parts.tm_year + 1900, static_cast<unsigned>(parts.tm_mon + 1),
                            static_cast<unsigned>(parts.tm_mday));
}

std::string now_utc() {
  const std::tm parts = broken_down(true);
  char text[32];
  std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
  return text;
}

verzuim::Date date_option(const std::string& text, const std::string& option) {
  if (text.empty()) return today();
  const auto date = verzuim::parse_date(text);
  if (!date) throw Error(ErrorCode::usage, option + ": `" + text + "` is no date; write YYYY-MM-DD");
  return *date;
}
