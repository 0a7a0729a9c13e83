//! Names of months and weekdays in the languages trackers write them in.
