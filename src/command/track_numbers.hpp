#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

#include "messages/track.hpp"

namespace cupola {

/// The numbers of rows that stand in order of number, side by side: a search through them is short.
class TrackNumbers {
 public:
  static constexpr std::size_t kNowhere = ~std::size_t{0};

  /// To be called whenever rows have come or gone.
  template <class Row>
  void read(const std::vector<Row>& rows) {
    numbers_.resize(rows.size());
    std::transform(rows.begin(), rows.end(), numbers_.begin(), [](const Row& r) { return r.track.number; });
  }

  /// Of the first row whose number is not lower. As many halvings for every number, none of them a branch: which
  /// half it is cannot be guessed.
  std::size_t place_of(TrackNumber number) const {
    if (numbers_.empty()) return 0;
    std::size_t at = 0;
    for (std::size_t left = numbers_.size(); left > 1; left -= left / 2) {
      const std::size_t middle = at + left / 2;
      at = numbers_[middle - 1] < number ? middle : at;
    }
    return numbers_[at] < number ? at + 1 : at;
  }
  /// Of the row of that number, or kNowhere.
  std::size_t find(TrackNumber number) const {
    const std::size_t at = place_of(number);
    return at < numbers_.size() && numbers_[at] == number ? at : kNowhere;
  }

  /// The same where it is looked for again: most often it stands where it was found last, in `row`.
  std::size_t find(TrackNumber number, std::size_t& row) const {
    if (row < numbers_.size() && numbers_[row] == number) return row;
    const std::size_t at = find(number);
    if (at != kNowhere) row = at;
    return at;
  }

 private:
  std::vector<TrackNumber> numbers_;
};

}  // namespace cupola
