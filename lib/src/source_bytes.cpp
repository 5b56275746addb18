// SPDX-License-Identifier: EUPL-1.2
#include "source_bytes.hpp"

#include <istream>

#include "verzuim/error.hpp"

namespace verzuim {

RawBytes::RawBytes(std::istream& in, std::string name) : in_(in), name_(std::move(name)) {}
RawBytes::~RawBytes() { stop(); }

std::string_view RawBytes::next() {
  if (at_end_) return {};
  auto& block = blocks_[filled_ % 2];
  if (!block) block = std::make_unique_for_overwrite<char[]>(source_block);
  if (worker_.joinable()) {
    std::unique_lock lock(mutex_);
    turn_.wait(lock, [this] { return hashed_ + 2 > filled_; });
  }
  in_.read(block.get(), source_block);
  if (in_.bad())
    throw Error(ErrorCode::io, "reading failed; is the disk or the network share still there?", {name_});
  const auto got = static_cast<std::size_t>(in_.gcount());
  at_end_ = got < source_block;
  read_ += got;
  if (got > 0) hand_over(got);
  return {block.get(), got};
}

/// Most files of a school are smaller than one block: those are not worth a thread.
void RawBytes::hand_over(std::size_t size) {
  if (!worker_.joinable() && at_end_) {
    hash_.add({blocks_[filled_ % 2].get(), size});
    return;
  }
  {
    const std::lock_guard lock(mutex_);
    sizes_[filled_ % 2] = size;
    ++filled_;
  }
  if (worker_.joinable())
    turn_.notify_all();
  else
    worker_ = std::thread([this] { work(); });
}

void RawBytes::work() {
  std::unique_lock lock(mutex_);
  for (;;) {
    turn_.wait(lock, [this] { return done_ || hashed_ < filled_; });
    if (hashed_ == filled_) return;
    const std::string_view block(blocks_[hashed_ % 2].get(), sizes_[hashed_ % 2]);
    lock.unlock();
    hash_.add(block);
    lock.lock();
    ++hashed_;
    turn_.notify_all();
  }
}

void RawBytes::stop() {
  if (!worker_.joinable()) return;
  {
    const std::lock_guard lock(mutex_);
    done_ = true;
  }
  turn_.notify_all();
  worker_.join();
}

std::string RawBytes::sha256() {
  while (!next().empty()) continue;
  stop();
  return hash_.hex();
}

}  // namespace verzuim
