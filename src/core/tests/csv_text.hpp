#pragma once

#include <cstdio>
#include <memory>
#include <string>

namespace cupola::testing {

/// A stream that reads a text; also one that is empty.
class TextStream {
 public:
  explicit TextStream(std::string text)
      : text_(std::move(text)),
        stream_(text_.empty() ? std::fopen("/dev/null", "r") : fmemopen(text_.data(), text_.size(), "r")) {}
  ~TextStream() { std::fclose(stream_); }
  TextStream(const TextStream&) = delete;
  TextStream& operator=(const TextStream&) = delete;
  std::FILE* get() const { return stream_; }

 private:
  std::string text_;
  std::FILE* stream_;
};

}  // namespace cupola::testing
