// The words of lib/strings.js in Persian, as far as there are any.
export const strings = {
  reading: {
    title: "تاریخ‌ها چگونه خوانده می‌شوند", is: "خوانده می‌شود", arrow: "←", quote: (text) => `«${text}»`, digits: "fa",
    nextWeekday: { label: "«جمعه بعد» یعنی", options: { next_week: "جمعهٔ هفتهٔ بعد", coming: "همین جمعه‌ای که می‌آید" }, example: "جمعه بعد" },
    dayOrder: { label: "«۳/۴» یعنی", usual: { mdy: "مطابق زبان (اول ماه)", dmy: "مطابق زبان (اول روز)" }, options: { mdy: "اول ماه", dmy: "اول روز" }, example: "۳/۴" },
    waking: { label: "«ساعت ۵» یعنی ساعت ۵ میان", names: ["ساعت اول روز", "ساعت آخر روز"], example: "ساعت ۵" },
    working: { label: "ساعت کاری، برای «روزم را برنامه‌ریزی کن»", names: ["شروع کار", "پایان کار"] },
    pastDates: { label: "روزی که گذشته است یعنی", options: { next_year: "همان روز در سال بعد", this_year: "همان روز در امسال" } },
    parts: { label: "ساعت هر بخش از روز", names: ["صبح", "بعدازظهر", "عصر", "شب"], examples: ["فردا صبح", "فردا بعدازظهر", "فردا عصر", "فردا شب"] },
  },
};
