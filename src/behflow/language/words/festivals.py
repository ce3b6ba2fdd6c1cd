"""Names of days that the whole world shares; the rules are those of ``language.festivals``."""

from __future__ import annotations

from typing import Any

from behflow.language.words import same

_JANUARY_1, _CHRISTMAS, _VALENTINE = (1, 1), (12, 25), (2, 14)
_THANKSGIVING = (11, 4, 3)
_KING = (1, 3, 0)
_PATRICK, _FOOLS, _LABOUR = (3, 17), (4, 1), (5, 1)


def _moon(calendar: str, name: str, shift: int = 0, length: int = 1) -> tuple[Any, ...]:
    return ("moon", calendar, name, shift, length)


_WESTERN: dict[str, Any] = {
    **same("new_year's new_years new_year new_year's_day new_years_day new_year_day newyear", _JANUARY_1),
    **same("new_year's_eve new_years_eve new_year_eve nye", (12, 31)),
    **same("christmas xmas x-mas christmas_day xmas_day", _CHRISTMAS),
    **same("christmas_eve xmas_eve", (12, 24)),
    **same("boxing_day st_stephen's_day", (12, 26)),
    **same("epiphany three_kings_day", (1, 6)),
    **same("groundhog_day", (2, 2)),
    **same("valentine valentines valentine's_day valentines_day valentine_day valentine's", _VALENTINE),
    **same("saint_valentine's_day st_valentine's_day", _VALENTINE),
    **same("leap_day", (2, 29)),
    **same("women's_day international_women's_day womens_day", (3, 8)),
    **same("pi_day", (3, 14)),
    **same("st_patrick's_day st._patrick's_day saint_patrick's_day st_patricks_day st_patty's_day", _PATRICK),
    **same("st_paddy's_day saint_paddy's_day st._paddy's_day", _PATRICK),
    **same("april_fools april_fool's april_fool's_day april_fools_day april_fools'_day april_fools’_day", _FOOLS),
    **same("earth_day", (4, 22)),
    **same("st_george's_day st._george's_day saint_george's_day", (4, 23)),
    **same("may_day labour_day workers'_day workers_day worker's_day international_workers'_day", _LABOUR),
    **same("international_workers_day international_worker's_day", _LABOUR),
    **same("may_the_fourth star_wars_day", (5, 4)),
    **same("cinco_de_mayo", (5, 5)),
    **same("europe_day", (5, 9)),
    **same("juneteenth", (6, 19)),
    **same("canada_day", (7, 1)),
    **same("independence_day fourth_of_july 4th_of_july", (7, 4)),
    **same("bastille_day", (7, 14)),
    **same("assumption_day assumption_of_mary", (8, 15)),
    **same("halloween halloween_day all_hallows_eve", (10, 31)),
    **same("all_saints_day all_saints'_day all_saint's_day", (11, 1)),
    **same("all_souls_day all_souls'_day", (11, 2)),
    **same("guy_fawkes_day guy_fawkes_night bonfire_night", (11, 5)),
    **same("veterans_day veteran's_day armistice_day remembrance_day veterans'_day", (11, 11)),
    **same("martin_luther_king_day martin_luther_king's_day mlk_day mlk_jr._day mlk_jr_day", _KING),
    **same("martin_luther_king_jr._day martin_luther_king_jr_day civil_rights_day", _KING),
    **same("presidents_day presidents'_day president's_day washington's_birthday", (2, 3, 0)),
    **same("mother's_day mothers_day mothers'_day", (5, 2, 6)),
    **same("memorial_day decoration_day", (5, -1, 0)),
    **same("father's_day fathers_day fathers'_day", (6, 3, 6)),
    **same("grandparents_day grandparents'_day", (9, 1, 0, 6)),
    **same("labor_day", (9, 1, 0)),
    **same("columbus_day indigenous_peoples_day indigenous_peoples'_day", (10, 2, 0)),
    **same("thanksgiving thanksgiving_day thanksgiving_thursday turkey_day", _THANKSGIVING),
    **same("black_friday", (11, 4, 3, 1)),
    **same("small_business_saturday", (11, 4, 3, 2)),
    **same("cyber_monday", (11, 4, 3, 4)),
    **same("giving_tuesday", (11, 4, 3, 5)),
    **same("administrative_professionals'_day secretary's_day", (4, -1, 2)),
    **same("super_bowl_sunday", (2, 2, 6)),
    **same("boss's_day boss_day bosses_day", (10, 16)),
    **same("king's_day kings_day koningsdag", (4, 27)),
    **same("australia_day", (1, 26)),
    **same("anzac_day", (4, 25)),
    **same("republic_day", (1, 26)),
    **same("guy_fawkes", (11, 5)),
    **same("easter easter_sunday easter_day", ("easter", 0)),
    **same("easter_monday easter_mon", ("easter", 1)),
    **same("good_friday", ("easter", -2)),
    **same("holy_saturday easter_saturday black_saturday", ("easter", -1)),
    **same("maundy_thursday holy_thursday thursday_of_mysteries thu_of_mysteries covenant_thursday", ("easter", -3)),
    **same("palm_sunday branch_sunday", ("easter", -7)),
    **same("ash_wednesday", ("easter", -46)),
    **same("mardi_gras shrove_tuesday fat_tuesday pancake_day pancake_tuesday", ("easter", -47)),
    **same("shrove_monday rose_monday", ("easter", -48)),
    **same("ascension_day ascension", ("easter", 39)),
    **same("pentecost whitsunday whit_sunday white_sunday", ("easter", 49)),
    **same("whit_monday pentecost_monday monday_of_the_holy_spirit", ("easter", 50)),
    **same("trinity_sunday", ("easter", 56)),
    **same("corpus_christi", ("easter", 60)),
    **same("orthodox_easter orthodox_easter_sunday pascha", ("orthodox", 0)),
    **same("orthodox_easter_monday", ("orthodox", 1)),
    **same("orthodox_good_friday orthodox_great_friday great_friday", ("orthodox", -2)),
    **same("orthodox_holy_saturday orthodox_great_saturday great_saturday", ("orthodox", -1)),
    **same("orthodox_palm_sunday", ("orthodox", -7)),
    **same("lazarus_saturday", ("orthodox", -8)),
    **same("clean_monday orthodox_shrove_monday orthodox_clean_monday", ("orthodox", -48)),
    **same("orthodox_ascension_day", ("orthodox", 39)),
    **same("orthodox_pentecost", ("orthodox", 49)),
    **same("orthodox_christmas", (1, 7)),
    **same("lent", ("easter", -46)),
}

_PERSIAN: dict[str, Any] = {
    **same("nowruz norooz nowrooz norouz persian_new_year navroz nauruz", ("jalali", 1, 1)),
    **same("sizdah_bedar sizdah_be_dar", ("jalali", 1, 13)),
    **same("yalda shab-e_yalda yalda_night shab_e_yalda", ("jalali", 9, 30)),
    **same("mehregan", ("jalali", 7, 16)),
    **same("chaharshanbe_suri", ("jalali", 12, -1, 1)),
}

_ISLAMIC: dict[str, Any] = {
    **same("eid_al-fitr eid_al_fitr eid_ul-fitr eid_ul_fitr eid-al-fitr eid_ul-fitr_day", ("islamic", "eid_al_fitr")),
    **same("id_ul-fitr id_al-fitr id-ul-fitr eid_el-fitr fitr eid", ("islamic", "eid_al_fitr")),
    **same("eid_al-adha eid_al_adha eid_ul-adha eid_ul_adha eid-al-adha bakrid", ("islamic", "eid_al_adha")),
    **same("id_ul-adha id_al-adha id-ul-adha bakr_id bakr-id sacrifice_feast", ("islamic", "eid_al_adha")),
    **same("feast_of_sacrifice feast_of_the_sacrifice eid_ghorban", ("islamic", "eid_al_adha")),
    **same("ramadan ramazan ramadhan ramzan", ("islamic", "ramadan_beginning", 0, 30)),
    **same("laylat_al-qadr laylat_al_qadr laylat_al_kadr night_of_power lailat_al-qadr", ("islamic", "laylat_al_qadr")),
    **same("ashura day_of_ashura ashoura ashoora", ("islamic", "ashura")),
    **same("tasua tasooa", ("islamic", "tasua")),
    **same("arbaeen arba'een", ("islamic", "arbaeen")),
    **same("mawlid mawlid_al-nabi mawlid_al_nabi milad_un_nabi prophet's_birthday", ("islamic", "mawlid")),
    **same("isra_and_mi'raj isra_and_miraj the_night_journey night_journey", ("islamic", "isra_and_miraj")),
    **same("the_prophet's_ascension prophet's_ascension ascension_to_heaven", ("islamic", "isra_and_miraj")),
    **same("islamic_new_year hijri_new_year muharram", ("islamic", "hijri_new_year")),
    **same("jumu'atul-wida jumuatul_wida jamat_ul-vida jamat_ul_vida", ("islamic", "jumuatul_wida")),
    **same("eid_al-ghadir eid_al_ghadir eid_ghadir", ("islamic", "eid_al_ghadir")),
}

_HEBREW: dict[str, Any] = {
    **same("rosh_hashanah rosh_hashana rosh_hashanna yom_teruah jewish_new_year", ("hebrew", "rosh_hashanah", -1, 3)),
    **same("yom_kippur", ("hebrew", "yom_kippur", -1)),
    **same("sukkot succot succos feast_of_tabernacles feast_of_booths", ("hebrew", "sukkot", -1, 9)),
    **same("shemini_atzeret", ("hebrew", "sukkot", 6)),
    **same("simchat_torah", ("hebrew", "sukkot", 7)),
    **same("hanukkah hanukah hannukkah hannukah chanukah chanukkah festival_of_lights", ("hebrew", "hanukkah", -1, 8)),
    **same("purim", ("hebrew", "purim", -1)),
    **same("passover pesach pesakh", ("hebrew", "passover", -1, 9)),
    **same("shavuot shavuos feast_of_weeks", ("hebrew", "shavuot", -1, 3)),
    **same("lag_baomer lag_b'omer lag_ba'omer", ("hebrew", "lag_baomer", -1)),
    **same("tisha_b'av tisha_bav", ("hebrew", "tisha_bav", -1)),
    **same("yom_ha'atzmaut yom_haatzmaut israel_independence_day", ("hebrew", "israel_independence", -1)),
    **same("yom_hashoah yom_ha'shoah holocaust_remembrance_day", ("hebrew", "israel_independence", -9)),
}

_EASTERN: dict[str, Any] = {
    **same("chinese_new_year chinese_new_year's chinese_new_years lunar_new_year", ("chinese", "lunar_new_year")),
    **same("chinese_new_year's_day chinese_lunar_new_year's_day lunar_new_year's_day", ("chinese", "lunar_new_year")),
    **same("chinese_lunar_new_year spring_festival tet", ("chinese", "lunar_new_year")),
    **same("mid-autumn_festival mid_autumn_festival moon_festival", ("chinese", "mid_autumn")),
    **same("dragon_boat_festival", ("chinese", "dragon_boat")),
    **same("double_ninth_festival", ("chinese", "double_ninth")),
    **same("qingming qingming_festival tomb_sweeping_day", ("chinese", "qingming")),
    **same("vesak vaisakha buddha_day buddha_purnima buddha's_birthday buddha_jayanti", ("buddhist", "vesak")),
}

_HINDU: dict[str, Any] = {
    **same("diwali deepavali dipavali divali lakshmi_puja", "diwali_india"),
    **same("holi dhulandi dhuleti rangwali_holi", "holi"),
    **same("dussehra vijayadashami dasara dussera", "dussehra"),
    **same("bhai_dooj bhaiya_dooj bhau_beej", ("diwali_india", 2)),
    **same("dhanteras dhanatrayodashi dhan_teras", ("diwali_india", -2)),
    **same("naraka_chaturdashi kali_chaudas choti_diwali chhoti_diwali roop_chaudas", ("diwali_india", -1)),
    **same("govardhan_puja annakut", "govardhan_puja"),
    **same("chhath chhath_puja surya_shashthi dala_chhath", ("chhath_puja", 0)),
    **same("karva_chauth karwa_chauth", "karwa_chauth"),
    **same("raksha_bandhan rakhi rakshabandhan", "raksha_bandhan"),
    **same("krishna_janmashtami janmashtami gokulashtami sri_krishna_jayanti", "janmashtami"),
    **same("ganesh_chaturthi vinayaka_chaturthi ganeshotsav", "ganesh_chaturthi"),
    **same("maha_shivaratri mahashivratri shivaratri maha_shivratri", "maha_shivaratri"),
    **same("ram_navami rama_navami", "ram_navami"),
    **same("hanuman_jayanti", "hanuman_jayanti"),
    **same("mahavir_jayanti mahaveer_jayanti mahaveer_janma_kalyanak mahavir_janma_kalyanak", "mahavir_jayanti"),
    **same("guru_nanak_jayanti gurpurab guru_nanak_gurpurab", "guru_nanak_jayanti"),
    **same("guru_purnima", "guru_purnima"),
    **same("vasant_panchami basant_panchami saraswati_puja", "basant_panchami"),
    **same("holika_dahan chhoti_holi choti_holi kamudu_pyre", ("holi", -1)),
    **same("onam thiruvonam thiru_onam", "onam"),
    **same("pongal thai_pongal makar_sankranti makara_sankranti maghi uttarayan", "makar_sankranti"),
    **same("boghi bhogi bhogi_pandigai", ("makar_sankranti", -1)),
    **same("mattu_pongal maattu_pongal", ("makar_sankranti", 1)),
    **same("kaanum_pongal kanni_pongal", ("makar_sankranti", 2)),
    **same("ugadi yugadi gudi_padwa samvatsaradi chaitra_sukladi chaitra_sukhladi", "gudi_padwa"),
    **same("rath_yatra ratha_yatra ratha-yatra", "rath_yatra"),
    **same("navaratri navratri sharad_navratri durga_puja", ("sharad_navratri", 0, 9)),
    **same("maha_navami", "maha_navami"),
    **same("maha_ashtami durga_ashtami", "maha_ashtami"),
    **same("guru_gobind_singh_jayanti guru_gobind_singh_birthday", "guru_gobind_singh_jayanti"),
    **same("guru_govind_singh_jayanti guru_govind_singh_birthday", "guru_gobind_singh_jayanti"),
    **same("guru_ravidass_jayanti guru_ravidas_jayanti guru_ravidas_birthday", "guru_ravidas_jayanti"),
    **same("guru_ravidass_birthday ravidas_jayanti", "guru_ravidas_jayanti"),
    **same("valmiki_jayanti maharishi_valmiki_jayanti pargat_diwas", "maharshi_valmiki_jayanti"),
    **same("dayananda_saraswati_jayanti saraswati_jayanti", "swami_dayanand_saraswati_jayanti"),
    **same("parashurama_jayanti parshuram_jayanti", "parshuram_jayanti"),
}
_HINDU_FIXED: dict[str, Any] = {
    **same("vaisakhi baisakhi vasakhi vaishakhi", (4, 14)),
    **same("gandhi_jayanti", (10, 2)),
    **same("rabindra_jayanti rabindranath_jayanti", (5, 9)),
    **same("parsi_new_year jamshedi_navroz", (8, 17)),
}


def _hindu(value: Any) -> tuple[Any, ...]:
    return _moon("hindu", *((value,) if isinstance(value, str) else value))


PHRASES: dict[str, dict[str, Any]] = {
    "holiday": {
        **_WESTERN,
        **_PERSIAN,
        **{name: _moon(*value) for name, value in {**_ISLAMIC, **_HEBREW, **_EASTERN}.items()},
        **{name: _hindu(value) for name, value in _HINDU.items()},
        **_HINDU_FIXED,
    },
    # names that are also everyday words
    "shy": same("eid fitr lent ascension muharram ut maghi tet rakhi"),
}
WORDS: dict[str, dict[str, Any]] = {}
