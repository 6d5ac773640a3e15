#include "formats/asterix_items.hpp"

#include <cstdio>

namespace cupola {
namespace {

constexpr std::size_t kBroken = 0;

/// Reads the items of one record; every step is bounded by what is left of the bytes.
class Splitter {
 public:
  Splitter(std::span<const std::uint8_t> bytes, const AsterixUap& uap, std::vector<AsterixItem>& items,
           AsterixFault& fault)
      : bytes_(bytes), uap_(uap), items_(items), fault_(fault) {}

  std::size_t split() {
    std::span<const std::uint8_t> present;
    if (!take_bits(present)) return kBroken;
    for (std::size_t i = 0; i < present.size() * 7; ++i) {
      if (!is_set(present, i)) continue;
      if (i >= uap_.items.size() || uap_.items[i].shape == AsterixShape::spare)
        return broken(
            i / 7, "says that item " + std::to_string(i + 1) + " follows, which the category does not have");
      item_ = &uap_.items[i];
      const std::size_t begin = at_;
      if (!skip(*item_)) return kBroken;
      items_.push_back({item_->number, 0, bytes_.subspan(begin, at_ - begin)});
    }
    return at_;
  }

 private:
  std::size_t broken(std::size_t offset, std::string what) {
    fault_.offset = offset;
    fault_.what = std::move(what);
    return kBroken;
  }

  bool runs_out() {
    char name[16] = "its items";
    if (item_) std::snprintf(name, sizeof name, "I%03d/%03d", uap_.category, static_cast<int>(item_->number));
    broken(at_, std::string(name) + " runs past the end of the record");
    return false;
  }

  bool advance(std::size_t n) {
    if (n > bytes_.size() - at_) return runs_out();
    at_ += n;
    return true;
  }

  static bool is_set(std::span<const std::uint8_t> bits, std::size_t i) {
    return (bits[i / 7] >> (7 - i % 7) & 1) != 0;
  }

  /// Bytes whose last bit says whether another one follows.
  bool take_bits(std::span<const std::uint8_t>& bits) {
    const std::size_t begin = at_;
    do {
      if (!advance(1)) return false;
    } while ((bytes_[at_ - 1] & 1) != 0);
    bits = bytes_.subspan(begin, at_ - begin);
    return true;
  }

  bool skip(const AsterixRule& rule) {
    switch (rule.shape) {
      case AsterixShape::fixed:
        return advance(rule.length);
      case AsterixShape::extended:
        do {
          if (!advance(rule.length)) return false;
        } while ((bytes_[at_ - 1] & 1) != 0);
        return true;
      case AsterixShape::repetitive:
        return advance(1) && advance(std::size_t{bytes_[at_ - 1]} * rule.length);
      case AsterixShape::own_length:
        if (!advance(1)) return false;
        if (bytes_[at_ - 1] == 0) return broken(at_ - 1, "an item says that it is no byte long") != kBroken;
        return advance(bytes_[at_ - 1] - std::size_t{1});
      case AsterixShape::compound:
        return skip_parts(rule);
      case AsterixShape::spare:
        break;
    }
    return broken(at_, "a part that the item does not have") != kBroken;
  }

  bool skip_parts(const AsterixRule& rule) {
    std::span<const std::uint8_t> present;
    if (!take_bits(present)) return false;
    for (std::size_t i = 0; i < present.size() * 7; ++i) {
      if (!is_set(present, i)) continue;
      const bool known = i < rule.parts.size() && rule.parts[i].shape != AsterixShape::spare;
      if (!known) {
        char text[64];
        std::snprintf(text, sizeof text, "I%03d/%03d has no part %d", uap_.category,
                      static_cast<int>(rule.number), static_cast<int>(i + 1));
        return broken(at_, text) != kBroken;
      }
      const std::size_t begin = at_;
      if (!skip(rule.parts[i])) return false;
      items_.push_back({rule.number, static_cast<std::uint8_t>(i + 1), bytes_.subspan(begin, at_ - begin)});
    }
    return true;
  }

  std::span<const std::uint8_t> bytes_;
  const AsterixUap& uap_;
  std::vector<AsterixItem>& items_;
  AsterixFault& fault_;
  const AsterixRule* item_ = nullptr;
  std::size_t at_ = 0;
};

}  // namespace

std::size_t split_asterix_record(std::span<const std::uint8_t> bytes, const AsterixUap& uap,
                                 std::vector<AsterixItem>& items, AsterixFault& fault) {
  items.clear();
  return Splitter(bytes, uap, items, fault).split();
}

}  // namespace cupola
