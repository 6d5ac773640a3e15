#pragma once

#include <cstddef>
#include <iterator>

#include "tracking/track_state.hpp"

namespace cupola {

/// What a track is searched and found by, close together; slot: where its state lies.
struct TrackKey {
  TrackNumber number;
  std::size_t slot;
};

/// The states of all tracks of a table, by number; holds until the table changes.
class TracksInOrder {
 public:
  class Iterator {
   public:
    using iterator_category = std::forward_iterator_tag;
    using value_type = TrackState;
    using difference_type = std::ptrdiff_t;
    using pointer = const TrackState*;
    using reference = const TrackState&;

    Iterator() = default;
    Iterator(const TrackKey* key, const TrackState* states) : key_(key), states_(states) {}
    reference operator*() const { return states_[key_->slot]; }
    pointer operator->() const { return states_ + key_->slot; }
    Iterator& operator++() { return ++key_, *this; }
    Iterator operator++(int) { return {key_++, states_}; }
    bool operator==(const Iterator&) const = default;

   private:
    const TrackKey* key_ = nullptr;
    const TrackState* states_ = nullptr;
  };

  TracksInOrder(const TrackKey* keys, std::size_t size, const TrackState* states)
      : keys_(keys), size_(size), states_(states) {}
  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  const TrackState& operator[](std::size_t i) const { return states_[keys_[i].slot]; }
  const TrackState& front() const { return (*this)[0]; }
  const TrackState& back() const { return (*this)[size_ - 1]; }
  Iterator begin() const { return {keys_, states_}; }
  Iterator end() const { return {keys_ + size_, states_}; }

 private:
  const TrackKey* keys_;
  std::size_t size_;
  const TrackState* states_;
};

}  // namespace cupola
